import type { RawData, WebSocket } from 'ws';

import type { Deadline } from '../../task/deadline';
import { canceledError } from '../../task/errors';
import type { TaskRequestError } from '../../task/errors';
import { droppedError, socketError } from './connectionErrors';
import { encodeRequest, readResponse } from './dap';
import type { DapCommand, DapResponse } from './dap';
import { CLOSE_GRACE_MS, MAX_UNANSWERED_PINGS, PING_INTERVAL_MS } from './limits';

const CLOSE_NORMAL = 1000;

interface Waiting {
	readonly resolve: (response: DapResponse) => void;
	readonly reject: (error: Error) => void;
}

/** Requests and answers over one open WebSocket, in any number and order at the same time. */
export class DapConnection {
	private readonly waiting = new Map<number, Waiting>();

	private readonly pinging: NodeJS.Timeout;

	private lastSeq = 0;

	private unansweredPings = 0;

	private ended: TaskRequestError | undefined;

	/** @param onEnd called once when the connection ends, before its requests are rejected */
	constructor(
		private readonly socket: WebSocket,
		private readonly host: string,
		private readonly onEnd: () => void,
	) {
		this.pinging = setInterval(() => this.ping(), PING_INTERVAL_MS);
		socket.on('message', (data, isBinary) => this.receive(data, isBinary));
		socket.on('pong', () => (this.unansweredPings = 0));
		socket.on('error', (error) => {
			this.end(socketError(error, host));
			// `ws` itself would wait half a minute for a server that has already misbehaved.
			socket.terminate();
		});
		socket.once('close', () => this.end(droppedError(host)));
	}

	/**
	 * Sends a request and waits for the answer with its number.
	 * @throws {TaskRequestError} when the connection ends first, or the deadline's error
	 */
	async request(asked: DapCommand, deadline: Deadline): Promise<DapResponse> {
		deadline.throwIfOver();
		if (this.ended !== undefined) throw this.ended;
		const seq = ++this.lastSeq;
		return await new Promise<DapResponse>((resolve, reject) => {
			this.waiting.set(seq, { resolve, reject });
			deadline.onEnd((error) => this.take(seq)?.reject(error));
			// A failure to send also ends the connection, which rejects.
			this.socket.send(encodeRequest(seq, asked), () => undefined);
		});
	}

	/** Cuts the connection without a farewell; its requests end as with a lost one. */
	drop(): void {
		this.end(droppedError(this.host));
		this.socket.terminate();
	}

	/** Ends the connection; resolves when its socket is gone. */
	async close(): Promise<void> {
		this.end(canceledError());
		const { socket } = this;
		if (socket.readyState === socket.CLOSED) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
			socket.once('close', () => {
				clearTimeout(timer);
				resolve();
			});
			socket.close(CLOSE_NORMAL);
		});
	}

	private receive(data: RawData, isBinary: boolean): void {
		this.unansweredPings = 0;
		const response = isBinary ? undefined : readResponse((data as Buffer).toString());
		// An answer nobody waits for any more is no fault.
		if (response !== undefined) this.take(response.requestSeq)?.resolve(response);
	}

	private take(seq: number): Waiting | undefined {
		const waiting = this.waiting.get(seq);
		this.waiting.delete(seq);
		return waiting;
	}

	/** A connection that died without a word would otherwise be waited on for ever. */
	private ping(): void {
		if (this.unansweredPings >= MAX_UNANSWERED_PINGS) {
			this.socket.terminate();
			return;
		}
		this.unansweredPings += 1;
		this.socket.ping();
	}

	private end(error: TaskRequestError): void {
		if (this.ended !== undefined) return;
		this.ended = error;
		clearInterval(this.pinging);
		this.onEnd();
		for (const { reject } of this.waiting.values()) reject(error);
		this.waiting.clear();
	}
}
