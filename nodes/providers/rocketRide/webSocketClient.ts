import { systemClock } from '../../task/clock';
import { withDeadline } from '../../task/deadline';
import type { Deadline } from '../../task/deadline';
import { canceledError, TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { silenceError, strayFramesError } from './connectionErrors';
import type { Step } from './connectionErrors';
import type { DapCommand, DapResponse } from './dap';
import { DapConnection } from './dapConnection';
import { signInError } from './fromDap';
import { Patience } from './patience';
import { openSocket } from './socket';

const SERVICE_PATH = '/task/service';

/** How the server's log and dashboard name this client. */
const CLIENT_NAME = 'n8n-nodes-task-status';

/**
 * One connection of an execution to the task service, opened when first needed, signed in before
 * anything else, shared by all questions and opened again when it is lost.
 */
export class WebSocketClient {
	private readonly url: URL;

	private readonly closing = new AbortController();

	private readonly patience: Patience;

	/** Open or being opened. */
	private connection: Promise<DapConnection> | undefined;

	private current: DapConnection | undefined;

	/** What the server owes while a connection is being opened. */
	private step: Step = 'connect';

	/** A key that was refused once is not tried again for every item. */
	private refused: TaskRequestError | undefined;

	constructor(private readonly host: ProviderHost) {
		this.url = new URL(`${host.baseUrl.replace(/^http/, 'ws')}${SERVICE_PATH}`);
		this.patience = new Patience(host.requestTimeoutMs);
	}

	/** The answer to `rrext_get_task_status`, unjudged. */
	getStatus(token: string, signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_get_task_status', token }, signal);
	}

	/** The answer to `rrext_dashboard`, unjudged: all tasks of the server, without tokens. */
	listTasks(signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_dashboard' }, signal);
	}

	/** The answer to `rrext_get_token`, unjudged: the token of a task that a row of the list names. */
	getToken(projectId: string, source: string, signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_get_token', arguments: { projectId, source } }, signal);
	}

	/** Ends the connection and every question; resolves when the socket is gone. */
	async close(): Promise<void> {
		this.closing.abort(canceledError());
		await this.current?.close();
		// One that was just being opened has ended with the signal.
		await this.connection?.catch(() => undefined);
	}

	/** Asks under one time limit, again over a new connection when this one is lost. */
	private ask(asked: DapCommand, signal: AbortSignal): Promise<DapResponse> {
		let failure: TaskRequestError | undefined;
		const timeUp = () => failure ?? this.silence();
		return withDeadline(signal, this.host.requestTimeoutMs, timeUp, async (deadline) => {
			let response: DapResponse | undefined;
			while (response === undefined) {
				response = await this.askOnce(asked, deadline).catch((error: unknown) => {
					if (deadline.isOver || !this.patience.allows(error)) throw error;
					failure = error;
					return undefined;
				});
			}
			return response;
		});
	}

	private async askOnce(asked: DapCommand, deadline: Deadline): Promise<DapResponse> {
		const connection = this.current ?? (await this.connected());
		const response = await connection.request(asked, deadline);
		this.patience.restore();
		return response;
	}

	private async connected(): Promise<DapConnection> {
		if (this.refused !== undefined) throw this.refused;
		this.connection ??= this.open().catch((error: unknown) => {
			this.current?.drop();
			this.forget();
			this.patience.onFailure(error);
			if (error instanceof TaskRequestError && error.kind === 'credential') this.refused = error;
			throw error;
		});
		return await this.connection;
	}

	private async open(): Promise<DapConnection> {
		this.step = 'connect';
		const delayMs = this.patience.delayMs();
		if (delayMs > 0) await systemClock.sleep(delayMs, this.closing.signal);
		return await withDeadline(
			this.closing.signal,
			this.host.requestTimeoutMs,
			() => this.silence(),
			async (deadline) => await this.signIn(deadline),
		);
	}

	private async signIn(deadline: Deadline): Promise<DapConnection> {
		const socket = await openSocket(this.url, deadline);
		const connection = new DapConnection(socket, this.url.host, () => this.onEnd(connection));
		this.step = 'signIn';
		try {
			const auth = toText(this.host.credential.apiKey) ?? '';
			const answer = await connection.request(
				{ command: 'auth', arguments: { auth, clientName: CLIENT_NAME } },
				deadline,
			);
			if (!answer.success) throw signInError(answer, this.url.host);
			// An answer at the last moment comes too late: nobody would close this connection.
			deadline.throwIfOver();
			this.current = connection;
		} finally {
			if (this.current !== connection) connection.drop();
		}
		this.step = 'answer';
		this.patience.onOpen();
		return connection;
	}

	private onEnd(connection: DapConnection): void {
		if (this.current !== connection) return;
		this.forget();
		this.patience.onLost();
	}

	private forget(): void {
		this.connection = undefined;
		this.current = undefined;
	}

	private silence(): TaskRequestError {
		const { host } = this.url;
		const { requestTimeoutMs } = this.host;
		const strays = this.current?.strayFrames ?? 0;
		return strays > 0
			? strayFramesError(host, requestTimeoutMs, strays)
			: silenceError(host, requestTimeoutMs, this.step);
	}
}
