import type { Socket } from 'socket.io-client';

import type { Deadline } from '../../../task/deadline';
import { canceledError } from '../../../task/errors';
import type { TaskRequestError } from '../../../task/errors';
import type { JsonRecord } from '../../../task/json';
import type { SocketAddress } from '../address';
import { GOODBYE_MS, QUERY_REPEAT_MS } from '../limits';
import { findStatus } from './message';
import { guardPolls } from './polls';
import { Questions } from './questions';
import { connectionError, foreignMessagesError, lostError } from './socketErrors';
import { oversizedError, silenceError } from './socketErrors';
import { canDoWithoutPolling, connect, createSocket } from './socketIo';
import type { SocketIo } from './socketIo';
import { isOversized } from './transportCause';
import { Wires } from './wires';

/**
 * One connection to the status channel, for all tasks of one subscription key. It is query and
 * answer, not push. It comes back by itself after a drop, but never after it has ended.
 */
export class SocketConnection {
	private readonly questions = new Questions();

	private readonly wires: Wires;

	private readonly socket: Socket;

	/** Resolves with the first connection; rejects when the connection ends before. */
	readonly handshake: Promise<void>;

	private settleHandshake: (error?: TaskRequestError) => void = () => undefined;

	private wasConnected = false;

	/** What there has been in place of an answer since the last one. */
	private instead: 'nothing' | 'drop' | 'foreign' = 'nothing';

	private ending: Promise<void> | null = null;

	constructor(
		socketIo: SocketIo,
		private readonly address: SocketAddress,
		subscriptionKey: string,
		private readonly timeoutMs: number,
	) {
		this.handshake = new Promise((resolve, reject) => {
			this.settleHandshake = (error) => (error ? reject(error) : resolve());
		});
		this.handshake.catch(() => undefined);
		this.wires = new Wires(address.origin, socketIo.proxyAgentFor);
		this.socket = createSocket(socketIo, address, subscriptionKey, timeoutMs, {
			webSocket: this.wires.agent(),
			polling: guardPolls(this.wires.agent(), this.wires.ended),
		});
		this.socket.on('connect', () => this.onConnect());
		this.socket.on('connect_error', (error) => this.onConnectError(error));
		this.socket.on('disconnect', (_reason, details) => this.onDrop(details));
		this.socket.on('message', (...args: unknown[]) => this.onMessage(args));
		connect(this.socket);
	}

	get isIdle(): boolean {
		return this.questions.isEmpty;
	}

	get hasEnded(): boolean {
		return this.ending !== null;
	}

	/**
	 * Asks for a task's status, again and again until an answer about this task comes.
	 * @throws {TaskRequestError} or the deadline's error
	 */
	async ask(taskUuid: string, deadline: Deadline): Promise<JsonRecord> {
		const answer = this.questions.wait(taskUuid, deadline);
		const repeat = setInterval(() => this.query(taskUuid), QUERY_REPEAT_MS);
		this.query(taskUuid);
		try {
			return await answer;
		} finally {
			clearInterval(repeat);
		}
	}

	/** The error of a question that has waited for too long, with what is known by then. */
	timeoutError(): TaskRequestError {
		if (this.instead === 'drop') return lostError(this.address, this.timeoutMs);
		if (this.instead === 'foreign') return foreignMessagesError(this.address);
		return silenceError(this.address, this.timeoutMs, this.wasConnected);
	}

	/** Ends the connection; resolves when nothing of it is left open. */
	async close(): Promise<void> {
		await this.fail(canceledError());
	}

	private onConnect(): void {
		this.wasConnected = true;
		this.settleHandshake();
		for (const taskUuid of this.questions.taskUuids) this.query(taskUuid);
	}

	private onConnectError(error: Error): void {
		// A first attempt that fails says that something is set up wrongly: no use to repeat it.
		const again = this.wasConnected ? this.socket.active : canDoWithoutPolling(this.socket);
		if (again) return;
		void this.fail(connectionError(error, this.address, this.timeoutMs));
	}

	private onDrop(details: unknown): void {
		this.instead = 'drop';
		if (isOversized(details)) void this.fail(oversizedError(this.address));
	}

	private onMessage(eventArguments: readonly unknown[]): void {
		const found = findStatus(eventArguments);
		if (found === null) this.instead = 'foreign';
		else if (this.questions.answer(found.taskUuid, found.status)) this.instead = 'nothing';
	}

	/** Only over an open connection: the library would keep the query and send it twice. */
	private query(taskUuid: string): void {
		if (this.socket.connected) this.socket.emit('query', taskUuid);
		// The library takes a server's goodbye for its wish; a server that restarts says it too.
		else if (!this.socket.active && !this.hasEnded) connect(this.socket);
	}

	private async fail(error: TaskRequestError): Promise<void> {
		this.ending ??= this.end();
		this.settleHandshake(error);
		this.questions.failAll(error);
		await this.ending;
	}

	private async end(): Promise<void> {
		// A goodbye fires events: whoever asks in between must find the end begun.
		await Promise.resolve();
		this.socket.disconnect();
		await this.wires.end(GOODBYE_MS);
	}
}
