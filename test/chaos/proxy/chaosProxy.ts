import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { pause } from '../support/pause';
import { forward, readAll } from './exchange';
import type { Answer, Asked } from './exchange';
import type { Draw, FaultPlan } from './faultPlan';
import type { HttpFault } from './kinds';
import { ownAnswer } from './ownAnswer';
import { sendSpoilt } from './spoil';
import { WebSocketProxy } from './webSocketProxy';

/** How long a request is held for another one to overtake it. */
const OVERTAKE_MS = 150;

/** Times in a body differ from run to run. */
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** What stands behind a proxy, and what may happen in it. */
export interface ProxyOptions {
	/** For the counts. */
	readonly name: string;
	/** The origin of the server. */
	readonly target: string;
	readonly plan: FaultPlan;
	readonly faults: readonly HttpFault[] | ((url: string) => readonly HttpFault[]);
	/** Called for each answer that no fault has hit, once it is sent. */
	readonly onClean?: (url: string, answer: Answer) => void;
	/** A text that is replaced in answers, such as another server's address by its proxy's. */
	readonly replace?: readonly [from: string, to: string];
}

/** A proxy that speaks HTTP and WebSocket, and does to both what networks do. */
export class ChaosProxy {
	/** What came last over each connection. */
	private readonly clients = new Map<Socket, string>();

	private readonly agent = new Agent({ keepAlive: true });

	private readonly webSockets: WebSocketProxy;

	/** Lets the held requests go. */
	private readonly overtaken = new Set<() => void>();

	private constructor(
		private readonly server: Server,
		private readonly options: ProxyOptions,
	) {
		this.webSockets = new WebSocketProxy(options.name, options.target, options.plan);
		server.on('connection', (socket) => {
			this.clients.set(socket, 'nothing');
			socket.on('error', () => undefined);
			socket.once('close', () => this.clients.delete(socket));
		});
		server.on('request', (request, response) => void this.serve(request, response));
		server.on('upgrade', (request, socket, head) => this.webSockets.upgrade(request, socket, head));
	}

	static async start(options: ProxyOptions): Promise<ChaosProxy> {
		const server = createServer();
		const proxy = new ChaosProxy(server, options);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What came last over the open connections, in words. */
	get whatIsOpen(): readonly string[] {
		return [...this.clients.values()].map((what) => `${this.options.name}: ${what}`);
	}

	async close(): Promise<void> {
		this.webSockets.close();
		this.agent.destroy();
		const closed = new Promise((resolve) => this.server.close(resolve));
		for (const socket of this.clients.keys()) socket.destroy();
		await closed;
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const gone = new AbortController();
		response.once('close', () => gone.abort());
		try {
			const { method = 'GET', url = '/', headers } = request;
			const asked = { method, url, headers, body: await readAll(request) };
			const { plan, name, faults, onClean } = this.options;
			const kinds = typeof faults === 'function' ? faults(url) : faults;
			const fault = plan.draw(name, identityOf(asked), kinds);
			this.note(request.socket, `${method} ${url} (${fault?.kind ?? 'no fault'})`);
			const answer = await this.answer(fault, asked, request, gone.signal);
			if (answer === null) return;
			await sendSpoilt(fault, answer, response, gone.signal);
			if (fault === null) onClean?.(url, answer);
		} catch {
			// The client has gone, or the server behind has ended.
			response.socket?.destroy();
		}
	}

	/** Null where no answer is to be sent, now or ever. */
	private async answer(
		fault: Draw<HttpFault> | null,
		asked: Asked,
		request: IncomingMessage,
		signal: AbortSignal,
	): Promise<Answer | null> {
		this.letOvertake();
		const own = fault === null ? null : ownAnswer(fault, asked);
		if (own !== null) return own;
		const { target } = this.options;
		const ask = async () => this.replaced(await forward(target, asked, this.agent, signal));
		switch (fault?.kind) {
			case 'drop':
				request.socket.destroy();
				return null;
			case 'silence':
				if (fault.dice.chance(0.5)) await ask();
				return null;
			case 'delay': {
				const answer = await ask();
				await pause(fault.dice.int(10, 2_500), signal);
				return answer;
			}
			case 'reorder':
				await this.held();
				return await ask();
			case 'duplicateRequest':
				await ask();
				return await ask();
			default:
				return await ask();
		}
	}

	private note(socket: Socket, what: string): void {
		if (this.clients.has(socket)) this.clients.set(socket, what);
	}

	private replaced(answer: Answer): Answer {
		const { replace } = this.options;
		if (replace === undefined) return answer;
		return { ...answer, body: Buffer.from(answer.body.toString().replaceAll(...replace)) };
	}

	private async held(): Promise<void> {
		await new Promise<void>((resolve) => {
			const go = () => {
				clearTimeout(timer);
				this.overtaken.delete(go);
				resolve();
			};
			const timer = setTimeout(go, OVERTAKE_MS);
			this.overtaken.add(go);
		});
	}

	private letOvertake(): void {
		for (const go of [...this.overtaken]) setImmediate(go);
	}
}

/** What a request is about: without the parts that differ from run to run. */
function identityOf({ method, url, body }: Asked): string {
	const steady = url.replace(/([?&])(sid|t|expires|token=[0-9a-f]{64})=?[^&]*/g, '$1');
	return `${method} ${steady} ${body.toString().replace(TIME, '')}`;
}
