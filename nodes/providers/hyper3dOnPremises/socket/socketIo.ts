import type { Agent } from 'node:http';

import type { io, Socket } from 'socket.io-client';

import { isRecord, parseJson } from '../../../task/json';
import { MAX_STATUS_BYTES } from '../../../task/limits';
import { loadProxyAgents } from '../../shared/proxyAgent';
import type { ProxyAgentFor } from '../../shared/proxyAgent';
import type { SocketAddress } from '../address';
import { RECONNECTION_DELAY_MAX_MS, RECONNECTION_DELAY_MS } from '../limits';

/** Types of packets (Socket.IO's protocol, revision 5). */
const EVENTS: ReadonlySet<number> = new Set([2, 5]);
const REFUSAL = 4;

/** What is loaded for the status channel. */
export interface SocketIo {
	readonly io: typeof io;
	readonly proxyAgentFor: ProxyAgentFor;
}

/** What opens the connections of each transport. */
export interface Agents {
	readonly webSocket: Agent;
	readonly polling: Agent;
}

/** Loads socket.io-client, on first use: it would cost every start of n8n 30–50 ms and 8–12 MB. */
export async function loadSocketIo(): Promise<SocketIo> {
	const { io } = await import('socket.io-client');
	return { io, proxyAgentFor: await loadProxyAgents() };
}

/**
 * A connection of its own to the status channel, begun with {@link connect}. A Manager that was
 * shared would show the server the first key only; the key goes into an option, where no character
 * of it can end it.
 * @param timeoutMs the time for one attempt to connect
 */
export function createSocket(
	{ io }: SocketIo,
	{ origin, path, namespace, allowUnauthorizedCerts }: SocketAddress,
	subscriptionKey: string,
	timeoutMs: number,
	agents: Agents,
): Socket {
	const socket = io(origin + namespace, {
		forceNew: true,
		autoConnect: false,
		path,
		query: { subscription: subscriptionKey },
		// In the library's own order: polling gets through everywhere and is upgraded to WebSocket. The
		// other way round hangs where an upgrade is accepted and then not answered (R, Tornado).
		transports: ['polling', 'websocket'],
		tryAllTransports: true,
		transportOptions: {
			websocket: {
				agent: agents.webSocket,
				maxPayload: MAX_STATUS_BYTES,
				perMessageDeflate: false,
			},
			polling: { agent: agents.polling },
		},
		rejectUnauthorized: !allowUnauthorizedCerts,
		timeout: timeoutMs,
		reconnectionDelay: RECONNECTION_DELAY_MS,
		reconnectionDelayMax: RECONNECTION_DELAY_MAX_MS,
	});
	// Before the library's own listener, which it adds when it connects.
	socket.io.on('packet', completePacket);
	// The library opens the new connection directly after this event.
	socket.io.on('reconnect_attempt', () => process.nextTick(() => watchHandshake(socket)));
	return socket;
}

/** Connects, or connects again after the server's goodbye. */
export function connect(socket: Socket): void {
	socket.connect();
	watchHandshake(socket);
}

/**
 * Several servers behind one address need one that keeps a poll with its session; without that a
 * session is refused right after it was opened. A WebSocket stays with its server.
 * @returns whether the next attempt begins with WebSocket and another one is worth while
 */
export function canDoWithoutPolling({ io: { engine, opts }, active }: Socket): boolean {
	const hadSession = active && Boolean(engine.id);
	const wasRefused = hadSession && opts.transports?.[0] === 'polling';
	if (wasRefused) opts.transports = ['websocket'];
	return wasRefused;
}

/**
 * A packet may lack the data that belongs to its type; the library reads it all the same, and throws
 * where nobody can catch it. Such an event has no name then, and such a refusal no words.
 */
function completePacket(packet: { type: number; data?: unknown }): void {
	if (packet.data !== undefined) return;
	if (EVENTS.has(packet.type)) packet.data = [''];
	if (packet.type === REFUSAL) packet.data = {};
}

/**
 * The library takes a handshake as it comes, and throws where nobody can catch it when it is none:
 * such a one becomes a packet that says "error".
 */
function watchHandshake({ io: { engine } }: Socket): void {
	engine.on('packet', (packet: { type: string; data?: unknown }) => {
		if (packet.type === 'open' && !isHandshake(packet.data)) packet.type = 'error';
	});
}

function isHandshake(data: unknown): boolean {
	const handshake = typeof data === 'string' ? parseJson(data) : undefined;
	return (
		isRecord(handshake) && typeof handshake.sid === 'string' && Array.isArray(handshake.upgrades)
	);
}
