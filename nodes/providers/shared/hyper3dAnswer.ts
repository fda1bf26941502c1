import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { isNoError } from '../../task/noError';
import { toText } from '../../task/normalize';
import { httpStatusError, isSuccess, providerWords, requireJsonObject } from './httpAnswer';
import type { HttpAnswer } from './httpAnswer';

/** The word for a task that Hyper3D does not know. */
const NO_SUCH_TASK = 'NO_SUCH_TASK';

/** The word for files that are not there yet. */
const TASK_INCOMPLETE = 'TASK_INCOMPLETE';

/**
 * Words of Hyper3D that say what an HTTP status says elsewhere; they come with a 2xx (the vendor's
 * own web client knows them, in the cloud and on-premises).
 */
const STATUS_OF_WORD: ReadonlyMap<string, number> = new Map([
	['RATE_LIMITED', 429],
	['PERMISSION_DENIED', 403],
	['USER_NOT_FOUND', 401],
]);

/** What Hyper3D says against a request, in one line; the first part is usually one of its words. */
interface Refusal {
	readonly word: string | null;
	readonly words: string | null;
}

/**
 * The object in an answer that holds no error.
 * @param expected what was looked for, e.g. `an object with "jobs"`
 * @param advice what to do about an error in words nobody has documented
 * @throws {TaskRequestError} for an error status, an error on a 2xx, and a body that is no object
 */
export function requireNoError(answer: HttpAnswer, expected: string, advice: string): JsonRecord {
	const { body, host } = answer;
	const refusal = refusalIn(body);
	if (refusal === null) {
		const words = isRecord(body) ? (body.message ?? body.detail) : null;
		if (!isSuccess(answer)) throw httpStatusError(answer, providerWords(words));
		return requireJsonObject(answer, expected);
	}
	const { word, words } = refusal;
	const status = STATUS_OF_WORD.get(word ?? '');
	if (status !== undefined) throw httpStatusError({ ...answer, status }, words);
	if (!isSuccess(answer)) throw httpStatusError(answer, words);
	const httpStatus = answer.status;
	if (word === TASK_INCOMPLETE) {
		throw new TaskRequestError('unavailable', `${host} is not ready with this task: ${words}`, {
			description: 'Wait until the task is done, and ask again.',
			httpStatus,
		});
	}
	throw new TaskRequestError(
		'provider',
		`${host} answered with an error: ${words ?? 'no reason'}`,
		{
			description: advice,
			httpStatus,
		},
	);
}

/** Hyper3D's own words that it does not know the task; null for every other answer. */
export function noSuchTask({ body }: HttpAnswer): string | null {
	const refusal = refusalIn(body);
	return refusal?.word === NO_SUCH_TASK ? refusal.words : null;
}

/** A text for people; null where it is one of the sentinels that say "nothing". */
export function toMessage(value: unknown): string | null {
	return isNoError(value) ? null : toText(value);
}

/**
 * `error` is documented as absent, null and "OK" on success, and "None" on-premises; anything else
 * is an error even on a 2xx.
 */
function refusalIn(body: unknown): Refusal | null {
	if (!isRecord(body) || isNoError(body.error)) return null;
	const word = providerWords(isRecord(body.error) ? body.error.message : body.error);
	const parts = [word, providerWords(toMessage(body.message))].filter((part) => part !== null);
	return { word: word?.toUpperCase() ?? null, words: parts.join(' – ') || null };
}
