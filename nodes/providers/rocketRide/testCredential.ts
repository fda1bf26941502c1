import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess, providerWords } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { bearer } from '../shared/key';
import { requireApiKey } from './apiKey';

/**
 * `GET /status`, which a key lets in: `{"status":"OK",…}` (measured).
 * @throws {TaskRequestError} for the token of a task before anything is sent: the server would let it
 * in, and then answer with that task's state whatever is asked
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	requireApiKey(host);
	const headers = { Authorization: bearer(host.credential, 'apiKey') };
	const answer = await host.request({ method: 'GET', path: '/status', headers }, signal);
	const words = reasonOf(answer);
	if (!isSuccess(answer)) throw httpStatusError(answer, words);
	const status = isRecord(answer.body) ? toText(answer.body.status) : null;
	if (status === 'OK') return;
	if (status?.toLowerCase() === 'error') {
		throw new TaskRequestError(
			'provider',
			`${answer.host} answered with an error: ${words ?? 'no reason'}`,
			{ description: 'Check the API key, and look at the log of the RocketRide server.' },
		);
	}
	throw foreignAnswerError(answer, 'an object with the "status" OK');
}

/** The reason, in the server's own form or its gateway's. */
function reasonOf({ body }: HttpAnswer): string | null {
	if (!isRecord(body)) return null;
	const error = isRecord(body.error) ? (body.error.message ?? body.error.error) : body.error;
	return providerWords(error) ?? providerWords(body.detail) ?? providerWords(body.message);
}
