import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import { isNoError } from '../../task/noError';
import { toWord } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess, providerWords } from '../shared/httpAnswer';
import { bearer } from '../shared/key';

/**
 * `GET /check_balance`, which is free and changes nothing: `{balance}` (vendor page).
 * @throws {TaskRequestError} also for an error on a 2xx, which Hyper3D is known for
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const headers = { Authorization: bearer(host.credential, 'apiKey') };
	const answer = await host.request({ method: 'GET', path: '/check_balance', headers }, signal);
	const body = isRecord(answer.body) ? answer.body : {};
	const error = isNoError(body.error)
		? null
		: providerWords(isRecord(body.error) ? body.error.message : body.error);
	const words = [error, providerWords(body.message)].filter((text) => text !== null).join(' – ');
	if (!isSuccess(answer)) throw httpStatusError(answer, words || null);
	if (!isNoError(body.error)) {
		throw new TaskRequestError(
			'provider',
			`${answer.host} answered with an error: ${words || 'no reason'}`,
			{
				description: 'Check the API key in the credential, and that the plan includes the API.',
				httpStatus: answer.status,
			},
		);
	}
	if (toWord(body.balance) === null) {
		throw foreignAnswerError(answer, 'an object with "balance"');
	}
}
