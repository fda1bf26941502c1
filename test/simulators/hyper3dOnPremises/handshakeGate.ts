import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServerBehaviour } from './behaviour';

type Verdict = 'pass' | 'ignore' | number;

/** What the gate needs to know about the server it stands before. */
export interface Gate {
	readonly path: string;
	readonly behaviour: () => ServerBehaviour;
	readonly onRefused: () => void;
}

const REFUSED = 400;

function verdictOn(request: IncomingMessage, { path, behaviour }: Gate): Verdict {
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (!url.pathname.startsWith(path)) return 'pass';
	const { ignoreHandshake, handshakeStatus, pollingOnly, forgetPollingSessions } = behaviour();
	const transport = url.searchParams.get('transport');
	if (ignoreHandshake) return 'ignore';
	if (handshakeStatus > 0) return handshakeStatus;
	if (pollingOnly && transport === 'websocket') return REFUSED;
	const isPollOfSession = transport === 'polling' && url.searchParams.has('sid');
	if (forgetPollingSessions && isPollOfSession) return REFUSED;
	return 'pass';
}

function takeOver(server: Server, event: 'request' | 'upgrade'): (...args: unknown[]) => void {
	const listeners = server.listeners(event) as Array<(...args: unknown[]) => void>;
	server.removeAllListeners(event);
	return (...args) => {
		for (const listener of listeners) listener.apply(server, args);
	};
}

/**
 * Stands before Socket.IO's own listeners, as a reverse proxy would: it can answer a handshake with
 * a bare HTTP status, refuse one transport, or leave the client without any answer.
 */
export function installHandshakeGate(server: Server, gate: Gate): void {
	const passRequest = takeOver(server, 'request');
	const passUpgrade = takeOver(server, 'upgrade');
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const verdict = verdictOn(request, gate);
		if (verdict === 'pass') return passRequest(request, response);
		gate.onRefused();
		if (verdict !== 'ignore') response.writeHead(verdict).end(STATUS_CODES[verdict]);
	});
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const verdict = verdictOn(request, gate);
		if (verdict === 'pass') return passUpgrade(request, socket, head);
		gate.onRefused();
		socket.on('error', () => undefined);
		// Nobody reads this socket: it would not notice that the client has gone.
		if (verdict === 'ignore') return void socket.on('end', () => socket.destroy()).resume();
		const reason = STATUS_CODES[verdict] ?? '';
		socket.end(`HTTP/1.1 ${verdict} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	});
}
