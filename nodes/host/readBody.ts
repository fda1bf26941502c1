import type { Readable } from 'node:stream';

import { TaskRequestError } from '../task/errors';

/**
 * Reads a response body into memory, up to a limit. The limit counts unpacked bytes, so that a
 * small compressed body cannot grow without bound. Events, since iterating over a stream takes
 * several times as long for a body of one chunk.
 * @throws {TooLargeError} beyond the limit
 */
export async function readBody(
	body: Readable,
	maxBytes: number,
	host: string,
	signal: AbortSignal,
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		// Destroying a body ends its connection.
		const onAbort = () => body.destroy(signal.reason as Error);
		const fail = (error: Error) => {
			signal.removeEventListener('abort', onAbort);
			reject(error);
		};
		body.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			size += chunk.length;
			if (size > maxBytes) body.destroy(new TooLargeError(host, maxBytes));
		});
		body.once('end', () => {
			signal.removeEventListener('abort', onAbort);
			resolve(Buffer.concat(chunks, size).toString('utf8'));
		});
		body.on('error', fail);
		// Without an end or an error before it, the connection was lost within the body.
		body.once('close', () => {
			if (!body.readableEnded) fail(body.errored ?? new BrokenBodyError());
		});
		if (signal.aborted) onAbort();
		else signal.addEventListener('abort', onAbort, { once: true });
		// Nothing more comes from a body that broke before anybody listened.
		if (body.destroyed) fail(body.errored ?? new BrokenBodyError());
	});
}

/** A body that ended before its end, with the code of a connection that was lost. */
class BrokenBodyError extends Error {
	readonly code = 'ECONNRESET';
}

/** A body beyond the limit; kind `protocol`. */
export class TooLargeError extends TaskRequestError {
	constructor(host: string, maxBytes: number) {
		super('protocol', `${host} sent more than ${maxBytes} bytes`, {
			description:
				'A task status has a few kB. Check that the base URL in the credential leads to the API itself.',
		});
	}
}
