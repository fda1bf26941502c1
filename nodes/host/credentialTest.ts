import type {
	ICredentialsDecrypted,
	ICredentialTestFunction,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { ProviderHost, ProviderRequest, TaskProvider } from '../providers/provider';
import { readBaseUrl } from '../providers/shared/baseUrl';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { networkError } from '../providers/shared/networkError';
import { TaskRequestError } from '../task/errors';
import { parseJson } from '../task/json';
import { toWord } from '../task/normalize';
import { redact } from '../task/redact';

/** People wait for the answer in the credential's window. */
const TEST_TIMEOUT_MS = 10_000;

/** What n8n's request helper returns with `resolveWithFullResponse`. */
interface FullResponse {
	readonly statusCode: number;
	readonly headers: Record<string, unknown>;
	readonly body: unknown;
}

/** The test of a provider's credential as n8n runs it for `testedBy`. */
export function credentialTest({
	testCredential,
	credentialSecrets,
}: TaskProvider): ICredentialTestFunction {
	return async function (this, credential) {
		const secrets = credentialSecrets.map((field) => toWord(credential.data?.[field]) ?? '');
		try {
			const host = testHost(this, credential);
			await testCredential?.(host, AbortSignal.timeout(TEST_TIMEOUT_MS));
			return { status: 'OK', message: 'Connection successful!' };
		} catch (error) {
			return failedTest(error, secrets);
		}
	};
}

function testHost(
	context: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): ProviderHost {
	const baseUrl = readBaseUrl(credential.data?.baseUrl);
	return {
		baseUrl,
		credential: credential.data ?? {},
		requestTimeoutMs: TEST_TIMEOUT_MS,
		request: async (request) => await send(context, baseUrl, request),
		now: () => new Date(),
	};
}

/** Here n8n offers its old request helper only. */
async function send(
	context: ICredentialTestFunctions,
	baseUrl: string,
	{ method, path, query, body, headers }: ProviderRequest,
): Promise<HttpAnswer> {
	const { host } = new URL(baseUrl);
	try {
		const response = (await context.helpers.request({
			method,
			uri: `${baseUrl}${path}`,
			qs: query,
			body,
			headers: { Accept: 'application/json', ...headers },
			timeout: TEST_TIMEOUT_MS,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			followAllRedirects: false,
		})) as FullResponse;
		return toAnswer(response, host);
	} catch (error) {
		throw networkError(error, host);
	}
}

function toAnswer({ statusCode, headers, body }: FullResponse, host: string): HttpAnswer {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const parsed = parseJson(text);
	const bodyKind = parsed !== undefined ? 'json' : text.trim() === '' ? 'empty' : 'other';
	return { status: statusCode, headers, bodyKind, body: parsed, host };
}

function failedTest(error: unknown, secrets: readonly string[]): INodeCredentialTestResult {
	const message =
		error instanceof TaskRequestError
			? `${error.message}. ${error.description}`
			: `Unexpected fault: ${error instanceof Error ? error.message : String(error)}`;
	return { status: 'Error', message: redact(message, secrets) };
}
