import { isRecord } from '../../task/json';
import type { ProviderHost } from '../provider';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess, providerWords } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { getStatus } from './client';
import { saysUnknownTask } from './mapper';

/** No task has it. No call is documented that needs no task. */
const NO_TASK = '00000000-0000-4000-8000-000000000000';

/**
 * Asks for a task that does not exist: only CloudCoin Desktop says so in an envelope of its own,
 * whatever the HTTP status (fact sheet).
 * @throws {TaskRequestError}
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const answer = await getStatus(host, NO_TASK, signal);
	if (isRecord(answer.body) && saysUnknownTask(answer.body)) return;
	if (!isSuccess(answer)) throw httpStatusError(answer, wordsOf(answer));
	throw foreignAnswerError(answer, "CloudCoin Desktop's word that a task does not exist");
}

function wordsOf({ body }: HttpAnswer): string | null {
	if (!isRecord(body)) return null;
	return providerWords(isRecord(body.payload) ? body.payload.message : body.message);
}
