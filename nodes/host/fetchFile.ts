import type { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { withDeadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { MAX_DOWNLOAD_MS } from '../task/limits';
import { networkError } from '../providers/shared/networkError';
import { LengthGate, stallError } from './lengthGate';

/** The body of a file, streamed, with what its server announced. */
export interface FileStream {
	readonly body: Readable;
	readonly contentType: unknown;
	/** Bytes that have passed so far. */
	readonly received: () => number;
}

/** What n8n's helper returns with `returnFullResponse` and `encoding: 'stream'`. */
interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Readable;
}

/**
 * Fetches a presigned link without any credential, also across redirects, and hands the body to
 * `store` while it arrives. A body that is shorter or longer than announced, stalls, or passes the
 * size limit fails the stream, so that no cut-off file looks whole.
 * @param stallMs the longest time without a single byte
 * @throws {TaskRequestError} with `httpStatus` for a refused link; messages never hold the link
 */
export async function fetchFile<Stored>(
	context: IExecuteFunctions,
	url: string,
	stallMs: number,
	signal: AbortSignal,
	store: (file: FileStream) => Promise<Stored>,
): Promise<Stored> {
	const { host } = new URL(url);
	return await withDeadline(
		signal,
		MAX_DOWNLOAD_MS,
		() => stallError(host),
		async ({ signal: overall }) => {
			const response = await withDeadline(
				overall,
				stallMs,
				() => stallError(host),
				async (first) => await requestFile(context, url, AbortSignal.any([overall, first.signal])),
			).catch((error: unknown) => {
				throw error instanceof TaskRequestError ? error : networkError(error, host);
			});
			if (response.statusCode < 200 || response.statusCode >= 300) {
				response.body.destroy();
				throw linkError(response.statusCode, host);
			}
			const gate = new LengthGate(response, host, stallMs);
			const file = {
				body: gate.body,
				contentType: response.headers['content-type'],
				received: () => gate.received,
			};
			return await store(file).catch((error: unknown) => {
				gate.body.destroy();
				throw gate.fault ?? networkError(error, host);
			});
		},
	);
}

async function requestFile(
	context: IExecuteFunctions,
	url: string,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		// A packed body could not be compared with its announced length.
		headers: { 'Accept-Encoding': 'identity' },
		abortSignal: signal,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	return (await context.helpers.httpRequest(options)) as StreamedResponse;
}

function linkError(status: number, host: string): TaskRequestError {
	const expired = status === 403 || status === 404;
	const what = expired ? 'the link has expired or the file is gone' : `${host} refused the link`;
	return new TaskRequestError(
		status >= 500 ? 'unavailable' : 'provider',
		`${what} (HTTP ${status})`,
		{
			description: expired
				? 'Links to results expire after about ten minutes. Ask for the results again; if it stays so, the provider has deleted the file.'
				: 'The file server has a fault. Try again later.',
			httpStatus: status,
		},
	);
}
