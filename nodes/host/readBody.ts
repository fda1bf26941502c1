import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';

import { TaskRequestError } from '../task/errors';

/**
 * Reads a response body into memory, up to a limit. The limit counts unpacked bytes, so that a
 * small compressed body cannot grow without bound.
 * @throws {TaskRequestError} kind `protocol` beyond the limit
 */
export async function readBody(
	body: Readable,
	maxBytes: number,
	host: string,
	signal: AbortSignal,
): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of addAbortSignal(signal, body)) {
		chunks.push(chunk as Buffer);
		size += (chunk as Buffer).length;
		if (size > maxBytes) {
			// Leaving the loop destroys the stream and with it the connection.
			throw new TaskRequestError('protocol', `${host} sent more than ${maxBytes} bytes`, {
				description:
					'A task status has a few kB. Check that the base URL in the credential leads to the API itself.',
			});
		}
	}
	return Buffer.concat(chunks, size).toString('utf8');
}
