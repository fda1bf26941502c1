import type { Readable } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';

import { networkError } from '../providers/shared/networkError';
import { withDeadline } from '../task/deadline';
import type { Deadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { LONGEST_TIMER_MS, MAX_DOWNLOAD_MS, MAX_LINK_REDIRECTS } from '../task/limits';
import { LengthGate, stallError } from './lengthGate';
import { linkError, readFileUrl } from './linkError';
import type { OpenCredential } from './n8nRequest';
import { storeError } from './storeError';
import { requestWithKey, requestWithoutKey } from './streamedRequest';
import type { StreamedResponse } from './streamedRequest';

/** A link to a file. */
export interface FileLink {
	readonly url: string;
	/** Whether the credential's key is sent; only to a host of the provider's own. */
	readonly withKey?: boolean;
}

/** The body of a file, streamed, with what its server announced. */
export interface FileStream {
	readonly body: Readable;
	readonly contentType: unknown;
	/** Bytes that have passed so far. */
	readonly received: () => number;
}

/** Where a file is fetched from, and under which limits. */
export interface FileSource {
	readonly context: IExecuteFunctions;
	readonly credential: OpenCredential;
	/** The longest time without a single byte, in ms. */
	readonly stallMs: number;
}

/** Files are mostly packed already; what comes packed all the same is unpacked by n8n's helper. */
const GET = { method: 'GET', headers: { 'Accept-Encoding': 'identity' } } as const;

/**
 * Fetches a link and hands the body to `store` while it arrives. A body that breaks off, stalls, or
 * passes the size limit fails the stream, so that no cut-off file looks whole.
 * @throws {TaskRequestError} with `httpStatus` for a refused link, kind `configuration` when `store`
 * failed; messages never hold the link
 */
export async function fetchFile<Stored>(
	source: FileSource,
	link: FileLink,
	signal: AbortSignal,
	store: (file: FileStream) => Promise<Stored>,
): Promise<Stored> {
	const { host } = readFileUrl(link.url);
	return await withDeadline(
		signal,
		MAX_DOWNLOAD_MS,
		() => stallError(host),
		async (deadline) => {
			const { body, headers } = await open(source, link, host, deadline);
			const gate = new LengthGate(body, host, source.stallMs);
			const contentType = headers['content-type'];
			const file = { body: gate.body, contentType, received: () => gate.received };
			return await store(file).catch((error: unknown) => {
				gate.body.destroy();
				if (gate.fault === undefined) throw storeError(error);
				throw asFileHostError(gate.fault, host);
			});
		},
	);
}

/** The response with a good status. Until its head has come, the time limit is that of a stall. */
async function open(
	source: FileSource,
	link: FileLink,
	host: string,
	deadline: Deadline,
): Promise<StreamedResponse> {
	const stallMs = Math.min(source.stallMs, LONGEST_TIMER_MS);
	const timer = setTimeout(() => deadline.end(stallError(host)), stallMs);
	try {
		const response = await request(source, link, deadline.signal);
		const { statusCode, headers, body } = response;
		if (statusCode >= 200 && statusCode < 300) return response;
		body.destroy();
		throw linkError({ status: statusCode, headers, host }, link.withKey === true);
	} catch (error) {
		throw asFileHostError(error, new URL(link.url).origin);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * With the key every redirect is looked at here, since n8n's helper would carry the key along: to
 * another origin it goes on without.
 */
async function request(
	{ context, credential: { decrypted } }: FileSource,
	{ url, withKey }: FileLink,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	let current = url;
	for (let redirects = 0; withKey === true; redirects++) {
		const ask = { ...GET, url: current };
		const response = await requestWithKey(context, decrypted, ask, signal);
		const { location } = response.headers;
		const isRedirect = response.statusCode >= 300 && response.statusCode < 400;
		if (!isRedirect || typeof location !== 'string' || redirects === MAX_LINK_REDIRECTS) {
			return response;
		}
		response.body.destroy();
		const next = readFileUrl(location, current);
		const sameOrigin = next.origin === new URL(current).origin;
		current = next.href;
		if (!sameOrigin) break;
	}
	return await requestWithoutKey(context, decrypted, { ...GET, url: current }, signal);
}

function asFileHostError(error: unknown, asked: string): TaskRequestError {
	return error instanceof TaskRequestError ? error : networkError(error, asked, 'fileHost');
}
