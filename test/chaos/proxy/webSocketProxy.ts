import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocket, WebSocketServer } from 'ws';

import { pause } from '../support/pause';
import type { FaultPlan } from './faultPlan';
import { FrameLine } from './frameLine';
import { UPGRADE_FAULTS } from './kinds';

/** Codes that no peer may send: they stand for "no code" and "cut". */
const UNSENDABLE: ReadonlySet<number> = new Set([1005, 1006, 1015]);

/** Passes WebSockets on, frame by frame. */
export class WebSocketProxy {
	private readonly server = new WebSocketServer({ noServer: true, perMessageDeflate: false });

	private readonly upstreams = new Set<WebSocket>();

	constructor(
		private readonly name: string,
		private readonly target: string,
		private readonly plan: FaultPlan,
	) {}

	/** Takes an upgrade over from the HTTP server. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on('error', () => undefined);
		void this.join(request, socket, head);
	}

	close(): void {
		for (const socket of [...this.upstreams, ...this.server.clients]) socket.terminate();
		this.server.close();
	}

	private async join(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const url = request.url ?? '/';
		const about = `upgrade ${url}`;
		const fault = this.plan.draw(`${this.name}-ws`, about, UPGRADE_FAULTS);
		switch (fault?.kind) {
			case 'drop':
				socket.destroy();
				return;
			case 'silence':
				// Unread, the client's end of the connection would not show.
				socket.resume().once('end', () => socket.destroy());
				return;
			case 'status429':
			case 'status5xx': {
				const status = fault.kind === 'status429' ? 429 : fault.dice.pick([500, 502, 503]);
				refuse(socket, status);
				return;
			}
			case 'delay':
				await pause(fault.dice.int(10, 1_500));
		}
		if (socket.destroyed) return;
		const upstream = new WebSocket(`${this.target.replace(/^http/, 'ws')}${url}`, {
			perMessageDeflate: false,
		});
		this.upstreams.add(upstream);
		upstream.on('error', () => socket.destroy());
		upstream.once('close', () => this.upstreams.delete(upstream));
		upstream.once('unexpected-response', (_request, { statusCode }) => {
			refuse(socket, statusCode ?? 500);
			upstream.terminate();
		});
		socket.once('close', () => upstream.terminate());
		upstream.once('open', () => {
			if (socket.destroyed) return;
			this.server.handleUpgrade(request, socket, head, (client) =>
				this.pump(client, upstream, url),
			);
		});
	}

	private pump(client: WebSocket, upstream: WebSocket, url: string): void {
		const lines = [
			new FrameLine(client, upstream, `${this.name}-ws`, `${url} up`, this.plan, true),
			new FrameLine(upstream, client, `${this.name}-ws`, `${url} down`, this.plan, false),
		];
		const end = (other: WebSocket) => (code: number) => {
			for (const line of lines) line.end();
			if (UNSENDABLE.has(code)) other.terminate();
			else other.close(code);
		};
		client.on('error', () => undefined);
		client.once('close', end(upstream));
		upstream.once('close', end(client));
	}
}

function refuse(socket: Duplex, status: number): void {
	const reason = STATUS_CODES[status] ?? '';
	socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
