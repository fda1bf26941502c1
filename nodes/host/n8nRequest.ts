import type { ICredentialsDecrypted } from 'n8n-workflow';

import type { ProviderRequest } from '../providers/provider';
import { toHttpAnswer } from '../providers/shared/httpAnswer';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { networkError } from '../providers/shared/networkError';
import { withDeadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { MAX_STATUS_BYTES, MS_PER_SECOND } from '../task/limits';
import { readBody } from './readBody';
import { requestWithKey } from './streamedRequest';
import type { HostContext, StreamedResponse } from './streamedRequest';

/** A credential that was looked up and decrypted once for a whole execution. */
export interface OpenCredential {
	readonly baseUrl: string;
	/** The host of the base URL, for messages. */
	readonly host: string;
	readonly decrypted: ICredentialsDecrypted;
}

/**
 * Sends one request through n8n's own helper (proxy, `authenticate` block of the credential), under
 * one deadline over the whole exchange. Answers with an error status are returned, not thrown.
 * @throws {TaskRequestError} when no complete answer came
 */
export async function sendRequest(
	context: HostContext,
	credential: OpenCredential,
	request: ProviderRequest,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<HttpAnswer> {
	const { host } = credential;
	return await withDeadline(
		signal,
		timeoutMs,
		() => timeoutError(host, timeoutMs),
		async (deadline) => {
			const response = await callHelper(context, credential, request, deadline.signal).catch(
				(error: unknown) => {
					throw networkError(error, host);
				},
			);
			return await toAnswer(response, host, request.maxBytes ?? MAX_STATUS_BYTES, deadline.signal);
		},
	);
}

async function callHelper(
	context: HostContext,
	{ baseUrl, decrypted }: OpenCredential,
	{ method, path, query, body, baseUrl: otherBase }: ProviderRequest,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	const request = {
		method,
		url: `${otherBase ?? baseUrl}${path}`,
		...(query && { qs: { ...query } }),
		...(body && { body: { ...body } }),
		headers: { Accept: 'application/json' },
	};
	return await requestWithKey(context, decrypted, request, signal);
}

/**
 * Reads a streamed response as an answer.
 * @throws {TaskRequestError} when its body breaks off or is larger than `maxBytes`
 */
export async function toAnswer(
	{ statusCode, headers, body }: StreamedResponse,
	host: string,
	maxBytes: number,
	signal: AbortSignal,
): Promise<HttpAnswer> {
	const text = await readBody(body, maxBytes, host, signal).catch((error: unknown) => {
		throw error instanceof TaskRequestError ? error : networkError(error, host);
	});
	return toHttpAnswer({ status: statusCode, headers, host }, text);
}

function timeoutError(host: string, timeoutMs: number): TaskRequestError {
	return new TaskRequestError(
		'timeout',
		`${host} did not answer within ${timeoutMs / MS_PER_SECOND} s`,
		{
			description:
				'The server is slow or unreachable. Try again later, or raise Request Timeout in the options.',
		},
	);
}
