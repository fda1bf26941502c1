import { createRequire } from 'node:module';

import type { Fetch, Manager, NodeWebSocket, Socket } from 'socket.io-client';

import type { SocketAddress } from '../address';
import {
	MAX_UPGRADE_MS,
	RECONNECTION_ATTEMPTS,
	RECONNECTION_DELAY_MAX_MS,
	RECONNECTION_DELAY_MS,
} from '../limits';
import type { OpenWires } from './openWires';
import { createTransports } from './transports';
import type { TransportClasses, WireOptions } from './transports';

/** What is used of socket.io-client. */
export interface SocketIo {
	readonly Manager: typeof Manager;
	/** In the order in which they are tried. */
	readonly transports: [typeof NodeWebSocket, typeof Fetch];
}

let loaded: SocketIo | undefined;

/** Loads socket.io-client, on first use: it would cost every start of n8n 30–50 ms and 8–12 MB. */
export async function loadSocketIo(): Promise<SocketIo> {
	// Classes that are made anew for each connection would be compiled anew, too.
	if (loaded === undefined) {
		const { Manager } = await import('socket.io-client');
		loaded ??= { Manager, transports: createTransports(loadTransportClasses()) };
	}
	return loaded;
}

/**
 * The CommonJS build of socket.io-client does not pass its transports on, although its types do.
 * They are taken from its own dependency, as it finds that itself, so that both are of one version.
 */
function loadTransportClasses(): TransportClasses {
	const requireAsSocketIo = createRequire(require.resolve('socket.io-client'));
	return requireAsSocketIo('engine.io-client') as TransportClasses;
}

/**
 * Begins a connection of its own to the status channel. A Manager that was shared would show the
 * server the first key only, so each key has one; the key goes into an option, where no character
 * of it can end it.
 * @param timeoutMs the time for one attempt to connect
 */
export function openSocket(
	{ Manager, transports }: SocketIo,
	{ origin, path, namespace }: SocketAddress,
	subscriptionKey: string,
	timeoutMs: number,
	wires: OpenWires,
): Socket {
	const options: WireOptions = { wires, upgradeMs: Math.min(MAX_UPGRADE_MS, timeoutMs / 2) };
	const manager = new Manager(origin, {
		path,
		query: { subscription: subscriptionKey },
		transports,
		transportOptions: { websocket: options, polling: options },
		tryAllTransports: true,
		timeout: timeoutMs,
		reconnectionAttempts: RECONNECTION_ATTEMPTS,
		reconnectionDelay: RECONNECTION_DELAY_MS,
		reconnectionDelayMax: RECONNECTION_DELAY_MAX_MS,
	});
	return manager.socket(namespace);
}
