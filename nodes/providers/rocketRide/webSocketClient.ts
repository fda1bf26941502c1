import { systemClock } from '../../task/clock';
import { withDeadline } from '../../task/deadline';
import type { Deadline } from '../../task/deadline';
import { canceledError, TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { silenceError } from './connectionErrors';
import type { Step } from './connectionErrors';
import type { DapCommand, DapResponse } from './dap';
import { DapConnection } from './dapConnection';
import { signInError } from './fromDap';
import { retryDelayMs } from './limits';
import { saysSignedOut } from './refusal';
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

	/** Open, being opened, or refused for its key: that one is not tried again for every item. */
	private connection: Promise<DapConnection> | undefined;

	/** What the server owes at the moment. */
	private step: Step = 'connect';

	/** A server that could never be reached is reported at once: the address is wrong. */
	private wasOpen = false;

	/** Connections that ended or failed since the last answer, and since when, in ms. */
	private trouble: { readonly since: number; readonly failures: number } | undefined;

	constructor(private readonly host: ProviderHost) {
		this.url = new URL(`${host.baseUrl.replace(/^http/, 'ws')}${SERVICE_PATH}`);
	}

	/** The answer to `rrext_get_task_status`, unjudged. */
	getStatus(token: string, signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_get_task_status', token }, signal);
	}

	/** The answer to `rrext_dashboard`, unjudged: all tasks of the server, without tokens. */
	listTasks(signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_dashboard' }, signal);
	}

	/** The answer to `rrext_get_token`, unjudged: the token of the first task of a project and source. */
	getToken(projectId: string, source: string, signal: AbortSignal): Promise<DapResponse> {
		return this.ask({ command: 'rrext_get_token', arguments: { projectId, source } }, signal);
	}

	/** Ends the connection and every question; resolves when the socket is gone. */
	async close(): Promise<void> {
		this.closing.abort(canceledError());
		const connection = await this.connection?.catch(() => undefined);
		await connection?.close();
	}

	/**
	 * Asks under one time limit, again over a new connection when this one is lost, and once when the
	 * server has forgotten the sign-in.
	 */
	private ask(asked: DapCommand, signal: AbortSignal): Promise<DapResponse> {
		let failure: TaskRequestError | undefined;
		let wasSignedOut = false;
		const askOnce = async (deadline: Deadline) => {
			const connection = await this.connected();
			const response = await connection.request(asked, deadline);
			this.trouble = undefined;
			if (wasSignedOut || response.success || !saysSignedOut(response.message)) return response;
			wasSignedOut = true;
			connection.drop();
			return undefined;
		};
		const timeUp = () => failure ?? this.silence();
		return withDeadline(signal, this.host.requestTimeoutMs, timeUp, async (deadline) => {
			let response: DapResponse | undefined;
			while (response === undefined) {
				response = await askOnce(deadline).catch((error: unknown) => {
					if (deadline.isOver || !this.mayPass(error)) throw error;
					failure = error;
					return undefined;
				});
			}
			return response;
		});
	}

	/**
	 * Whether another connection may do better: a server that was there is given time to come back, and
	 * so is one that has too many connections, for as long as one request may take.
	 */
	private mayPass(error: unknown): error is TaskRequestError {
		if (!(error instanceof TaskRequestError)) return false;
		const isLost = this.wasOpen && (error.kind === 'unavailable' || error.kind === 'timeout');
		return (isLost || error.kind === 'rateLimited') && !this.isExhausted();
	}

	private isExhausted(): boolean {
		if (this.trouble === undefined) return false;
		return systemClock.now() - this.trouble.since >= this.host.requestTimeoutMs;
	}

	private connected(): Promise<DapConnection> {
		if (this.connection === undefined) {
			const opening: Promise<DapConnection> = this.open(() => this.onLost(opening)).catch(
				(error: unknown) => {
					this.onLost(opening);
					if (error instanceof TaskRequestError && error.kind === 'credential') {
						this.connection = opening;
					}
					throw error;
				},
			);
			this.connection = opening;
		}
		return this.connection;
	}

	private onLost(connection: Promise<DapConnection>): void {
		if (this.connection !== connection) return;
		this.connection = undefined;
		this.trouble = {
			since: this.trouble?.since ?? systemClock.now(),
			failures: (this.trouble?.failures ?? 0) + 1,
		};
	}

	private async open(onEnd: () => void): Promise<DapConnection> {
		this.step = 'connect';
		if (this.trouble !== undefined && !this.isExhausted()) {
			await systemClock.sleep(retryDelayMs(this.trouble.failures), this.closing.signal);
		}
		return await withDeadline(
			this.closing.signal,
			this.host.requestTimeoutMs,
			() => this.silence(),
			async (deadline) => await this.signIn(deadline, onEnd),
		);
	}

	private async signIn(deadline: Deadline, onEnd: () => void): Promise<DapConnection> {
		const { host } = this.url;
		const rejectUnauthorized = this.host.credential.allowUnauthorizedCerts !== true;
		const socket = await openSocket(this.url, { rejectUnauthorized }, deadline);
		const connection = new DapConnection(socket, host, onEnd);
		this.step = 'signIn';
		let isSignedIn = false;
		try {
			const auth = toText(this.host.credential.apiKey) ?? '';
			const answer = await connection.request(
				{ command: 'auth', arguments: { auth, clientName: CLIENT_NAME } },
				deadline,
			);
			if (!answer.success) throw signInError(answer, host);
			// An answer at the last moment comes too late: nobody would close this connection.
			deadline.throwIfOver();
			isSignedIn = true;
		} finally {
			if (!isSignedIn) connection.drop();
		}
		this.step = 'answer';
		this.wasOpen = true;
		return connection;
	}

	private silence(): TaskRequestError {
		return silenceError(this.url.host, this.host.requestTimeoutMs, this.step);
	}
}
