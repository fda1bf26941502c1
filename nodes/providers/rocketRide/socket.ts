import type { WebSocket } from 'ws';

import { MAX_STATUS_BYTES } from '../../task/limits';
import { socketError, upgradeError } from './connectionErrors';

/**
 * Opens a WebSocket. `ws` is loaded here and not earlier, so that starting n8n does not pay for it.
 * @throws {TaskRequestError} when the server cannot be reached or refuses, or the signal's reason
 */
export async function openSocket(url: URL, signal: AbortSignal): Promise<WebSocket> {
	const { WebSocket: Socket } = await import('ws');
	signal.throwIfAborted();
	const socket = new Socket(url, {
		maxPayload: MAX_STATUS_BYTES,
		// A status is small, and packed frames are one more thing a hostile server can abuse.
		perMessageDeflate: false,
	});
	return await new Promise((resolve, reject) => {
		const onAbort = () => {
			socket.terminate();
			reject(signal.reason as Error);
		};
		signal.addEventListener('abort', onAbort, { once: true });
		socket.once('open', () => {
			signal.removeEventListener('abort', onAbort);
			resolve(socket);
		});
		// Stays for the whole life of the socket: an error without a listener ends the process.
		socket.on('error', (error) => {
			signal.removeEventListener('abort', onAbort);
			reject(socketError(error, url.host));
		});
		socket.once('unexpected-response', (_request, { statusCode }) => {
			signal.removeEventListener('abort', onAbort);
			reject(upgradeError(url.host, url.pathname, statusCode ?? 0));
			socket.terminate();
		});
	});
}
