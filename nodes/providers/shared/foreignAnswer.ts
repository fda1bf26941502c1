import { TaskRequestError } from '../../task/errors';
import { describeJson, isRecord } from '../../task/json';
import type { HttpAnswer } from './httpAnswer';

/** How many keys of a foreign JSON are named, and how much of each. */
const MAX_KEYS = 4;
const MAX_KEY_LENGTH = 30;

const ADVICE =
	'Check that the base URL in the credential leads to the API itself, not to another server, a web page or a sign-in in front of it.';

/**
 * The error of an answer with a good status that is not in the API's own shape.
 * @param expected what the API answers, e.g. `an object with "balance"`
 * @param description what to do next
 */
export function foreignAnswerError(
	answer: HttpAnswer,
	expected: string,
	description: string = ADVICE,
): TaskRequestError {
	const message = `${answer.host} answered with ${describeAnswer(answer)} instead of ${expected}`;
	return new TaskRequestError('protocol', message, { description, httpStatus: answer.status });
}

/** What came back, in words: the names of a JSON's keys say whose it is, its values are not shown. */
function describeAnswer({ bodyKind, body, headers }: HttpAnswer): string {
	if (bodyKind === 'empty') return 'an empty body';
	if (bodyKind === 'other') {
		return /\bhtml\b/i.test(String(headers['content-type']))
			? 'a web page'
			: 'a body that is not JSON';
	}
	if (!isRecord(body)) return describeJson(body);
	const keys = Object.keys(body).slice(0, MAX_KEYS);
	if (keys.length === 0) return 'an empty object';
	const names = keys.map((key) => `"${key.slice(0, MAX_KEY_LENGTH).replace(/\s+/g, ' ')}"`);
	return `an object with ${names.join(', ')}`;
}
