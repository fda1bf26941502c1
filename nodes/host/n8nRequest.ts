import type { Readable } from 'node:stream';

import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { ProviderRequest } from '../providers/provider';
import { toHttpAnswer } from '../providers/shared/httpAnswer';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { networkError } from '../providers/shared/networkError';
import { withDeadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { LONGEST_TIMER_MS, MAX_STATUS_BYTES, MS_PER_SECOND } from '../task/limits';
import { readBody } from './readBody';

/** The n8n contexts that send requests: executions, polls, and lists in the editor. */
export type HostContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** A credential that was looked up and decrypted once for a whole execution. */
export interface OpenCredential {
	readonly baseUrl: string;
	/** The host of the base URL, for messages. */
	readonly host: string;
	readonly decrypted: ICredentialsDecrypted;
}

/** What n8n's helper returns with `returnFullResponse` and `encoding: 'stream'`. */
export interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Readable;
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
	const options: IHttpRequestOptions = {
		method,
		url: `${otherBase ?? baseUrl}${path}`,
		...(query && { qs: { ...query } }),
		...(body && { body: { ...body } }),
		headers: { Accept: 'application/json' },
		abortSignal: signal,
		// n8n's own default of 300 s would cut a longer Request Timeout; the deadline ends every request.
		timeout: LONGEST_TIMER_MS,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the key to wherever the server says.
		disableFollowRedirect: true,
	};
	return (await context.helpers.httpRequestWithAuthentication.call(
		withCancelSignal(context, signal),
		decrypted.type,
		options,
		{ credentialsDecrypted: decrypted },
	)) as StreamedResponse;
}

/**
 * The context with our signal as its cancel signal: n8n's helper replaces a request's own
 * `abortSignal` by the execution's, which knows no deadline.
 */
function withCancelSignal(context: HostContext, signal: AbortSignal): IExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IExecuteFunctions;
}

async function toAnswer(
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
