import type { Socket } from 'socket.io-client';

import type { Deadline } from '../../../task/deadline';
import { canceledError } from '../../../task/errors';
import type { TaskRequestError } from '../../../task/errors';
import { isTooDeep } from '../../../task/json';
import type { JsonRecord } from '../../../task/json';
import { toWord } from '../../../task/normalize';
import type { SocketAddress } from '../address';
import { GOODBYE_MS, MAX_DROPS, QUERY_REPEAT_MS } from '../limits';
import { findStatus } from './message';
import { OpenWires } from './openWires';
import { Questions } from './questions';
import { connectionError, oversizedError } from './socketErrors';
import { droppedError, silenceError, unnamedStatusError } from './socketErrors';
import { openSocket } from './socketIo';
import type { SocketIo } from './socketIo';
import { isOversizedDrop } from './oversized';

/**
 * One connection to the status channel, for all tasks of one subscription key. It is query and
 * answer, not push. It comes back by itself after a drop, but never after it has ended.
 */
export class SocketConnection {
	private readonly questions = new Questions();

	private readonly wires = new OpenWires();

	private readonly socket: Socket;

	/** Resolves with the first connection; rejects when the connection ends before. */
	readonly handshake: Promise<void>;

	private settleHandshake: (error?: TaskRequestError) => void = () => undefined;

	private wasConnected = false;

	/** Breaks without an answer in between. */
	private drops = 0;

	/** After a message that was too large the tasks are asked one by one: it told no name. */
	private oneByOne = false;

	private gotUnnamed = false;

	private lastError: TaskRequestError | null = null;

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
		this.socket = openSocket(socketIo, address, subscriptionKey, timeoutMs, this.wires);
		this.socket.on('connect', () => this.onConnect());
		this.socket.on('connect_error', (error) => this.onConnectError(error));
		this.socket.on('disconnect', (reason, details) => this.onDrop(reason, details));
		this.socket.on('message', (...args: unknown[]) => this.onMessage(args));
		this.socket.io.on('reconnect_failed', () =>
			this.fail(this.lastError ?? droppedError(this.address)),
		);
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
			if (this.oneByOne) this.queryAll();
		}
	}

	/** The error of a question that has waited for too long, with what is known by then. */
	timeoutError(): TaskRequestError {
		if (this.gotUnnamed) return unnamedStatusError(this.address);
		if (!this.socket.connected && this.lastError !== null) return this.lastError;
		return silenceError(this.address, this.timeoutMs, this.socket.connected);
	}

	/** Ends the connection; resolves when nothing of it is left open. */
	async close(): Promise<void> {
		await this.fail(canceledError());
	}

	private onConnect(): void {
		this.wasConnected = true;
		this.lastError = null;
		this.settleHandshake();
		this.queryAll();
	}

	private onConnectError(error: Error): void {
		this.lastError = connectionError(error, this.address, this.timeoutMs);
		// A first attempt that fails says that something is set up wrongly: no use to repeat it.
		if (!this.wasConnected || !this.socket.active) void this.fail(this.lastError);
	}

	private onDrop(reason: Socket.DisconnectReason, details: unknown): void {
		if (this.hasEnded) return;
		this.drops++;
		if (isOversizedDrop(details)) this.onOversized();
		if (this.drops > MAX_DROPS) void this.fail(droppedError(this.address));
		// The library takes this for the server's wish; a server that restarts says it too.
		else if (reason === 'io server disconnect') this.socket.connect();
	}

	private onOversized(): void {
		const [first, ...others] = this.questions.taskUuids;
		if (first !== undefined && (this.oneByOne || others.length === 0)) {
			this.questions.fail(first, oversizedError(this.address));
			this.drops = 0;
		}
		this.oneByOne = true;
	}

	private onMessage(eventArguments: readonly unknown[]): void {
		const status = findStatus(eventArguments);
		const taskUuid = toWord(status?.taskUuid);
		if (status === null || taskUuid === null || isTooDeep(status)) {
			this.gotUnnamed = true;
			if (status !== null) this.questions.failSole(unnamedStatusError(this.address));
			return;
		}
		this.drops = 0;
		this.questions.answer(taskUuid, status);
	}

	/** Only over an open connection: the library would keep the query and send it twice. */
	private query(taskUuid: string): void {
		if (!this.socket.connected) return;
		if (this.oneByOne && this.questions.taskUuids[0] !== taskUuid) return;
		this.socket.emit('query', taskUuid);
	}

	private queryAll(): void {
		for (const taskUuid of this.questions.taskUuids) this.query(taskUuid);
	}

	private async fail(error: TaskRequestError): Promise<void> {
		this.ending ??= this.wires.end(GOODBYE_MS, () => this.socket.disconnect());
		this.settleHandshake(error);
		this.questions.failAll(error);
		await this.ending;
	}
}
