import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Answers } from '../../hyper3dOnPremises/answers';
import { DapSession, type SessionContext } from './session';
import { SocketRecord } from './socketRecord';

const DAP_PATH = '/task/service';
const FORBIDDEN = 403;

/** What the WebSocket side needs of the simulator. */
export interface DapOptions extends Pick<SessionContext, 'apiKey' | 'tasks' | 'behaviour'> {
	readonly maxUnauthenticatedPerIp: number;
	/** How often subscribers get events, in real time; 0 leaves it to `publish()`. */
	readonly eventIntervalMs: number;
}

/** `ws://host/task/service`: one session per socket, and few sockets that have not said who they are. */
export class DapServer {
	readonly record = new SocketRecord();
	private readonly webSockets = new WebSocketServer({ noServer: true });
	private readonly answers = new Answers();
	private readonly sessions = new Set<DapSession>();
	private readonly unauthenticated = new Map<string, number>();
	private readonly eventTimer: NodeJS.Timeout | undefined;

	constructor(
		server: Server,
		private readonly options: DapOptions,
	) {
		server.on('upgrade', (request, socket, head) => this.onUpgrade(request, socket, head));
		if (options.eventIntervalMs > 0) {
			this.eventTimer = setInterval(() => this.publish(), options.eventIntervalMs).unref();
		}
	}

	/** Sends subscribers what has changed; the clock alone wakes nobody. */
	publish(): void {
		for (const { subscriber } of this.sessions) if (subscriber.active) subscriber.publish();
	}

	/** Forgets who is signed in on every socket. */
	signOut(): void {
		for (const session of this.sessions) session.signOut();
	}

	/** Cuts every socket without a closing handshake. */
	drop(): void {
		for (const socket of this.webSockets.clients) socket.terminate();
	}

	close(): void {
		clearInterval(this.eventTimer);
		this.answers.clear();
		this.drop();
		this.webSockets.close();
	}

	private onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		const ip = request.socket.remoteAddress ?? '';
		const status = this.refusalOf(request, ip);
		if (status === 'pass') {
			this.webSockets.handleUpgrade(request, socket, head, (open) => this.onOpen(open, ip));
			return;
		}
		this.record.refused += 1;
		socket.on('error', () => undefined);
		if (status === 'ignore') return;
		const reason = STATUS_CODES[status] ?? '';
		socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	}

	private refusalOf(request: IncomingMessage, ip: string): 'pass' | 'ignore' | number {
		const { ignoreUpgrade, refuseUpgradeStatus } = this.options.behaviour();
		if (ignoreUpgrade) return 'ignore';
		if (refuseUpgradeStatus > 0) return refuseUpgradeStatus;
		if (new URL(request.url ?? '/', 'http://localhost').pathname !== DAP_PATH) return FORBIDDEN;
		const waiting = this.unauthenticated.get(ip) ?? 0;
		return waiting >= this.options.maxUnauthenticatedPerIp ? FORBIDDEN : 'pass';
	}

	private onOpen(socket: WebSocket, ip: string): void {
		const { record, answers } = this;
		record.everOpened += 1;
		record.open += 1;
		this.countUnauthenticated(ip, 1);
		let waiting = true;
		const onAuthenticated = (): void => {
			if (waiting) this.countUnauthenticated(ip, -1);
			waiting = false;
		};
		const onSignedOut = (): void => {
			if (!waiting) this.countUnauthenticated(ip, 1);
			waiting = true;
		};
		const tools = { record, answers, onAuthenticated, onSignedOut };
		const session = new DapSession(socket, { ...this.options, ...tools });
		this.sessions.add(session);
		socket.on('ping', () => (record.pings += 1));
		socket.on('error', () => undefined);
		socket.once('close', () => {
			record.open -= 1;
			this.sessions.delete(session);
			onAuthenticated();
		});
	}

	private countUnauthenticated(ip: string, difference: number): void {
		this.unauthenticated.set(ip, (this.unauthenticated.get(ip) ?? 0) + difference);
	}
}
