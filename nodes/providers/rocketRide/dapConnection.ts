import type { RawData, WebSocket } from 'ws';

import type { Deadline } from '../../task/deadline';
import { canceledError } from '../../task/errors';
import type { TaskRequestError } from '../../task/errors';
import { droppedError, socketError } from './connectionErrors';
import { encodeRequest, readFrame } from './dap';
import type { DapCommand, DapResponse } from './dap';

/** As often as the vendor's client: proxies cut connections that are quiet for longer. */
const PING_INTERVAL_MS = 15_000;

/** How long the server may take to agree to the end of a connection. */
const CLOSE_GRACE_MS = 250;

const CLOSE_NORMAL = 1000;

interface Waiting {
	readonly resolve: (response: DapResponse) => void;
	readonly reject: (error: Error) => void;
}

/** Requests and answers over one open WebSocket, in any number and order at the same time. */
export class DapConnection {
	/** Frames so far that were no messages. */
	strayFrames = 0;

	private readonly waiting = new Map<number, Waiting>();

	private readonly pinging: NodeJS.Timeout;

	private lastSeq = 0;

	private answeredPing = true;

	private ended: TaskRequestError | undefined;

	/** @param onEnd called once when the connection is lost, before its requests are rejected */
	constructor(
		private readonly socket: WebSocket,
		host: string,
		private readonly onEnd: () => void,
	) {
		this.pinging = setInterval(() => this.ping(), PING_INTERVAL_MS);
		socket.on('message', (data, isBinary) => this.receive(data, isBinary));
		socket.on('pong', () => (this.answeredPing = true));
		socket.on('error', (error) => {
			this.end(socketError(error, host));
			// `ws` itself would wait half a minute for a server that has already misbehaved.
			socket.terminate();
		});
		socket.once('close', (code) => this.end(droppedError(host, code)));
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

	/** Cuts the connection without a farewell. */
	drop(): void {
		this.end(canceledError());
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
		this.answeredPing = true;
		const frame = isBinary ? undefined : readFrame((data as Buffer).toString());
		if (frame?.kind === 'response') {
			// An answer nobody waits for any more is no fault.
			this.take(frame.response.requestSeq)?.resolve(frame.response);
		} else if (frame?.kind !== 'event') {
			this.strayFrames += 1;
		}
	}

	private take(seq: number): Waiting | undefined {
		const waiting = this.waiting.get(seq);
		this.waiting.delete(seq);
		return waiting;
	}

	/** A connection that died without a word would otherwise be waited on for ever. */
	private ping(): void {
		if (this.answeredPing) this.socket.ping();
		else this.socket.terminate();
		this.answeredPing = false;
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
