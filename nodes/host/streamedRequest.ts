import type { Readable } from 'node:stream';

import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { LONGEST_TIMER_MS } from '../task/limits';

/** The n8n contexts that send requests: executions, polls, and lists in the editor. */
export type HostContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** What n8n's helper returns with `returnFullResponse` and `encoding: 'stream'`. */
export interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Readable;
}

/** What is asked for; the rest is the same for every request of the package. */
export type StreamedRequest = Pick<
	IHttpRequestOptions,
	'method' | 'url' | 'qs' | 'body' | 'headers'
>;

/** How every request is sent: its body is read by us, and so is its end. */
const COMMON = {
	encoding: 'stream',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	// n8n's own default of 300 s would cut a longer Request Timeout; the deadline ends every request.
	timeout: LONGEST_TIMER_MS,
} as const;

/**
 * Sends a request with the key through n8n's own helper (proxy, `authenticate` block). A redirect is
 * returned: it would carry the key to wherever the server says.
 */
export async function requestWithKey(
	context: HostContext,
	credential: ICredentialsDecrypted,
	request: StreamedRequest,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	const options: IHttpRequestOptions = {
		...COMMON,
		...request,
		...certificateCheck(credential),
		abortSignal: signal,
		disableFollowRedirect: true,
	};
	return (await context.helpers.httpRequestWithAuthentication.call(
		withCancelSignal(context, signal),
		credential.type,
		options,
		{ credentialsDecrypted: credential },
	)) as StreamedResponse;
}

/**
 * Sends a request without the key. A few redirects are followed (axios' own limit), under the signal.
 * @param credential says whether certificates are checked
 */
export async function requestWithoutKey(
	context: HostContext,
	credential: ICredentialsDecrypted,
	request: StreamedRequest,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	const options: IHttpRequestOptions = {
		...COMMON,
		...request,
		...certificateCheck(credential),
		abortSignal: signal,
	};
	return (await context.helpers.httpRequest(options)) as StreamedResponse;
}

/** "Ignore SSL Issues (Insecure)" of the credential, where it has that switch. */
function certificateCheck({ data }: ICredentialsDecrypted): Partial<IHttpRequestOptions> {
	return data?.allowUnauthorizedCerts === true ? { skipSslCertificateValidation: true } : {};
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
