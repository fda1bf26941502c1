import type { ClientOptions, WebSocket } from 'ws';

import type { Deadline } from '../../task/deadline';
import { MAX_STATUS_BYTES } from '../../task/limits';
import { loadProxyAgents } from '../shared/proxyAgent';
import { socketError, upgradeError } from './connectionErrors';

/**
 * Opens a WebSocket. `ws` is loaded here and not earlier, so that starting n8n does not pay for it.
 * @param options what the credential says about the connection, e.g. its TLS
 * @throws {TaskRequestError} when the server cannot be reached or refuses, or the deadline's error
 */
export async function openSocket(
	url: URL,
	options: ClientOptions,
	deadline: Deadline,
): Promise<WebSocket> {
	const { WebSocket: Socket } = await import('ws');
	const proxyAgentFor = await loadProxyAgents();
	deadline.throwIfOver();
	const socket = new Socket(url, {
		agent: proxyAgentFor(url.href, deadline.signal),
		maxPayload: MAX_STATUS_BYTES,
		// A status is small, and packed frames are one more thing a hostile server can abuse.
		perMessageDeflate: false,
		...options,
	});
	return await new Promise((resolve, reject) => {
		deadline.onEnd((error) => {
			socket.terminate();
			reject(error);
		});
		socket.once('open', () => resolve(socket));
		// Stays for the whole life of the socket: an error without a listener ends the process.
		socket.on('error', (error) => reject(socketError(error, url.host, url.origin)));
		socket.once('unexpected-response', (_request, { statusCode }) => {
			reject(upgradeError(url.host, url.pathname, statusCode ?? 0));
			socket.terminate();
		});
	});
}
