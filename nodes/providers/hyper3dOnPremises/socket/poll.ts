import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { MAX_STATUS_BYTES } from '../../../task/limits';
import { OversizedError } from './oversized';

/** What came back for one request of the long polling transport. */
export interface PollAnswer {
	readonly status: number;
	readonly body: string;
}

/**
 * One request of the long polling transport, on a connection of its own and up to a limit. The
 * library's own reads without limit and goes on after a close; `fetch` keeps connections open.
 */
export async function poll(
	url: string,
	method: 'GET' | 'POST',
	data: string,
	signal: AbortSignal,
): Promise<PollAnswer> {
	return await new Promise((resolve, reject) => {
		const send = url.startsWith('https:') ? httpsRequest : httpRequest;
		const headers = method === 'POST' ? { 'Content-Type': 'text/plain;charset=UTF-8' } : {};
		const request = send(url, { method, headers, signal, agent: false }, (response) => {
			const chunks: Buffer[] = [];
			let size = 0;
			response.on('error', reject);
			response.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
				size += chunk.length;
				if (size > MAX_STATUS_BYTES) response.destroy(new OversizedError());
			});
			response.on('end', () => {
				const body = Buffer.concat(chunks, size).toString('utf8');
				resolve({ status: response.statusCode ?? 0, body });
			});
		});
		request.on('error', reject);
		request.end(data);
	});
}
