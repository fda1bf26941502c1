import type {
	ICredentialsDecrypted,
	ICredentialTestFunction,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { ProviderHost, ProviderRequest, TaskProvider } from '../providers/provider';
import { readBaseUrl } from '../providers/shared/baseUrl';
import { networkError } from '../providers/shared/networkError';
import { withDeadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { MAX_STATUS_BYTES } from '../task/limits';
import { toWord } from '../task/normalize';
import { redact } from '../task/redact';
import { toAnswer } from './n8nRequest';
import type { StreamedResponse } from './streamedRequest';

/** People wait for the answer in the credential's window. */
const TEST_TIMEOUT_MS = 10_000;

/** A credential type with its test. */
export type TestedCredential = Pick<
	TaskProvider,
	'credentialType' | 'credentialSecrets' | 'testCredential'
>;

/** The test of a credential as n8n runs it for `testedBy`. */
export function credentialTest({
	testCredential,
	credentialSecrets,
}: TestedCredential): ICredentialTestFunction {
	return async function (this, credential) {
		const secrets = credentialSecrets.map((field) => toWord(credential.data?.[field]) ?? '');
		try {
			const found = await withDeadline(
				new AbortController().signal,
				TEST_TIMEOUT_MS,
				timeoutError,
				async ({ signal }) => await testCredential(testHost(this, credential), signal),
			);
			return { status: 'OK', message: toWord(found) ?? 'Connection successful!' };
		} catch (error) {
			return failedTest(error, secrets);
		}
	};
}

function testHost(
	context: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): ProviderHost {
	const baseUrl = readBaseUrl(data.baseUrl);
	return {
		baseUrl,
		credential: data,
		requestTimeoutMs: TEST_TIMEOUT_MS,
		request: async (request, signal) => {
			const { host } = new URL(baseUrl);
			const insecure = data.allowUnauthorizedCerts === true;
			const response = await send(context, baseUrl, request, insecure).catch((error: unknown) => {
				throw networkError(error, request.baseUrl ?? baseUrl);
			});
			return await toAnswer(response, host, request.maxBytes ?? MAX_STATUS_BYTES, signal);
		},
		now: () => new Date(),
	};
}

/** Here n8n offers its old request helper only, which knows no `authenticate` block and no signal. */
async function send(
	context: ICredentialTestFunctions,
	baseUrl: string,
	{ method, path, query, body, headers, baseUrl: otherBase }: ProviderRequest,
	insecure: boolean,
): Promise<StreamedResponse> {
	return (await context.helpers.request({
		method,
		uri: `${otherBase ?? baseUrl}${path}`,
		qs: query,
		body,
		headers: { Accept: 'application/json', ...headers },
		timeout: TEST_TIMEOUT_MS,
		useStream: true,
		resolveWithFullResponse: true,
		simple: false,
		// A redirect would carry the key to wherever the server says.
		followRedirect: false,
		followAllRedirects: false,
		...(insecure && { rejectUnauthorized: false }),
	})) as StreamedResponse;
}

function timeoutError(): TaskRequestError {
	return new TaskRequestError('timeout', `There was no answer within ${TEST_TIMEOUT_MS / 1000} s`, {
		description: 'Check the address in the credential, and that the server is reachable from n8n.',
	});
}

function failedTest(error: unknown, secrets: readonly string[]): INodeCredentialTestResult {
	const message =
		error instanceof TaskRequestError
			? `${error.message}. ${error.description}`
			: `Unexpected fault: ${error instanceof Error ? error.message : String(error)}`;
	return { status: 'Error', message: redact(message, secrets) };
}
