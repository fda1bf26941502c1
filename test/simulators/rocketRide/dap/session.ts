import type { WebSocket } from 'ws';
import { Answers } from '../../hyper3dOnPremises/answers';
import type { ServerBehaviour, TaskBehaviour } from '../behaviour';
import type { TaskService } from '../taskService';
import { authFailure, TASK_TOKEN } from './auth';
import { runCommand, tokenOf } from './commands';
import { parseRequest, textOf } from './frames';
import type { DapEvent, DapRequest, DapResponse, Outcome } from './frames';
import { Subscriber } from './monitors';
import type { SocketRecord } from './socketRecord';
import { strayFrame } from './strayFrames';

/** What a session needs of the server. */
export interface SessionContext {
	readonly apiKey: string;
	readonly tasks: TaskService;
	readonly record: SocketRecord;
	readonly answers: Answers;
	readonly behaviour: () => ServerBehaviour;
	readonly onAuthenticated: () => void;
	readonly onSignedOut: () => void;
}

const CLOSE_NORMAL = 1000;
const STRAY_SEQ = 1_000_000;

/** As much of the account as the official client reads; its values are our guess. */
const CONNECT_RESULT = {
	userId: 'simulated-user',
	displayName: 'Simulated user',
	organizations: [],
	apps: [],
};

/** One WebSocket: `auth` first, then commands in any number. */
export class DapSession {
	readonly subscriber: Subscriber;
	private authenticated = false;
	/** Signed in with the token of a task: every question is about that task (measured). */
	private onlyTask = '';
	private authAttempts = 0;
	private sent = 0;

	constructor(
		private readonly socket: WebSocket,
		private readonly context: SessionContext,
	) {
		this.subscriber = new Subscriber(context.tasks, (event) => this.send(event));
		socket.on('message', (data, isBinary) => {
			const request = isBinary ? undefined : parseRequest(String(data));
			if (request) this.onRequest(request);
		});
	}

	private onRequest(request: DapRequest): void {
		const { record } = this.context;
		record.count(record.commands, request.command);
		if (request.command === 'auth') this.onAuth(request);
		else if (!this.authenticated) this.refuse(request, 'Not authenticated');
		else if (request.command === 'deauth') this.onDeauth(request);
		else this.onCommand(this.aboutOnlyTask(request));
	}

	/** Forgets who is signed in; the socket stays open (source, 3.2). */
	signOut(): void {
		if (this.authenticated) this.context.onSignedOut();
		this.authenticated = false;
	}

	private onDeauth(request: DapRequest): void {
		this.signOut();
		this.respond(request, { success: true, body: {} });
	}

	private aboutOnlyTask(request: DapRequest): DapRequest {
		const token = this.onlyTask;
		if (token === '') return request;
		return { ...request, token, arguments: { ...request.arguments, token } };
	}

	private refuse(request: DapRequest, message: string): void {
		this.respond(request, { success: false, message });
		this.socket.close(CLOSE_NORMAL);
	}

	private onAuth(request: DapRequest): void {
		const { behaviour, record } = this.context;
		const { silentAuth, authFault } = behaviour();
		if (silentAuth) return;
		this.authAttempts += 1;
		const message = authFault || authFailure(request, this.context, this.authAttempts);
		if (message !== undefined && message !== '') return this.refuse(request, message);
		const key = textOf(request.arguments.auth);
		this.onlyTask = TASK_TOKEN.test(key) ? key : '';
		if (!this.authenticated) {
			this.authenticated = true;
			record.everAuthenticated += 1;
			record.clientNames.push(textOf(request.arguments.clientName));
			this.context.onAuthenticated();
		}
		this.respond(request, { success: true, body: CONNECT_RESULT });
	}

	private onCommand(request: DapRequest): void {
		const { tasks, record, behaviour: serverBehaviour, answers } = this.context;
		const token = tokenOf(request, serverBehaviour());
		const asked = record.count(record.subjects, token || request.command);
		const behaviour = { ...serverBehaviour(), ...tasks.find(token)?.behaviour };
		if (asked <= behaviour.dropOnFirstRequests) return this.socket.terminate();
		if (behaviour.silent || asked <= behaviour.ignoreFirstRequests) return;
		const misplaced = asked <= behaviour.wrongSeqOnFirstRequests ? STRAY_SEQ : 0;
		const answer = (): void =>
			this.answer({ ...request, seq: request.seq + misplaced }, token, behaviour);
		answers.after(behaviour.answerDelayMs, () => {
			if (behaviour.reverseAnswersWithinMs <= 0) return answer();
			answers.reversed(this, behaviour.reverseAnswersWithinMs, answer);
		});
	}

	private answer(request: DapRequest, token: string, behaviour: TaskBehaviour): void {
		for (let events = behaviour.eventsBeforeAnswer; events > 0; events -= 1) {
			const task = this.context.tasks.find(token);
			const body = task ? this.context.tasks.fullStatusOf(task) : { state: 5, completed: true };
			this.send({ type: 'event', event: 'apaevt_status_update', body });
		}
		for (const kind of behaviour.framesBeforeAnswer) this.socket.send(strayFrame(kind));
		if (behaviour.frameInsteadOfAnswer) {
			this.socket.send(strayFrame(behaviour.frameInsteadOfAnswer));
		} else {
			const { tasks, behaviour: serverBehaviour } = this.context;
			const { subscriber } = this;
			this.respond(request, runCommand(request, { tasks, behaviour: serverBehaviour, subscriber }));
		}
	}

	private respond({ seq, command }: DapRequest, outcome: Outcome): void {
		this.send({ type: 'response', request_seq: seq, command, ...outcome });
	}

	private send(frame: DapResponse | DapEvent): void {
		this.sent += 1;
		this.socket.send(JSON.stringify({ seq: this.sent, ...frame }));
	}
}
