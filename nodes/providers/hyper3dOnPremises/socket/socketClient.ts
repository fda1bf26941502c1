import { withDeadline } from '../../../task/deadline';
import { canceledError } from '../../../task/errors';
import type { JsonRecord } from '../../../task/json';
import type { ProviderHost } from '../../provider';
import { readSocketAddress } from '../address';
import type { SocketAddress } from '../address';
import { MAX_IDLE_CONNECTIONS } from '../limits';
import { SocketConnection } from './socketConnection';
import { silenceError } from './socketErrors';
import { loadSocketIo } from './socketIo';
import type { SocketIo } from './socketIo';

/** The status channel: one connection for each subscription key, opened when first needed. */
export class SocketClient {
	/** By subscription key, in the order of opening. */
	private readonly connections = new Map<string, SocketConnection>();

	private socketIo: SocketIo | null = null;

	private readonly closing = new Set<Promise<void>>();

	private closed = false;

	private address: SocketAddress | null = null;

	constructor(private readonly host: ProviderHost) {}

	/**
	 * Asks for the status of a task (vendor page "Sending a Query").
	 * @throws {TaskRequestError}
	 */
	async getStatus(
		taskUuid: string,
		subscriptionKey: string,
		signal: AbortSignal,
	): Promise<JsonRecord> {
		const address = (this.address ??= readSocketAddress(this.host));
		const { requestTimeoutMs } = this.host;
		let connection: SocketConnection | undefined;
		return await withDeadline(
			signal,
			requestTimeoutMs,
			() => connection?.timeoutError() ?? silenceError(address, requestTimeoutMs, false),
			async (deadline) => {
				this.socketIo ??= await loadSocketIo();
				// Loading takes its time; an execution may have been stopped in it.
				deadline.throwIfOver();
				if (this.closed) throw canceledError();
				connection = this.connectionFor(subscriptionKey, address, this.socketIo);
				return await connection.ask(taskUuid, deadline);
			},
		);
	}

	/** Ends every connection. */
	async close(): Promise<void> {
		this.closed = true;
		for (const key of this.connections.keys()) this.drop(key);
		await Promise.all(this.closing);
	}

	private connectionFor(key: string, address: SocketAddress, socketIo: SocketIo): SocketConnection {
		const known = this.connections.get(key);
		if (known !== undefined && !known.hasEnded) return known;
		this.drop(key);
		this.dropIdle();
		const connection = new SocketConnection(socketIo, address, key, this.host.requestTimeoutMs);
		this.connections.set(key, connection);
		return connection;
	}

	/** A thousand tasks may have a thousand keys: connections that wait for nothing are ended. */
	private dropIdle(): void {
		for (const [key, connection] of this.connections) {
			if (this.connections.size < MAX_IDLE_CONNECTIONS) return;
			if (connection.isIdle) this.drop(key);
		}
	}

	private drop(key: string): void {
		const connection = this.connections.get(key);
		if (connection === undefined) return;
		this.connections.delete(key);
		const closing = connection.close().finally(() => this.closing.delete(closing));
		this.closing.add(closing);
	}
}
