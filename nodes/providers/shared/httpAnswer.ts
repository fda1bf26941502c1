import { TaskRequestError } from '../../task/errors';
import { describeJson, isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { toWord } from '../../task/normalize';

/** What came back for one HTTP request, unjudged. */
export interface HttpAnswer {
	readonly status: number;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	readonly bodyKind: 'json' | 'empty' | 'other';
	/** The parsed body; `undefined` unless its kind is `json`. */
	readonly body: unknown;
	/** The host asked, for messages. */
	readonly host: string;
}

const MS_PER_SECOND = 1000;

/** Whether the answer has a 2xx status. */
export function isSuccess(answer: HttpAnswer): boolean {
	return answer.status >= 200 && answer.status < 300;
}

/**
 * The JSON object of a successful answer.
 * @throws {TaskRequestError} the HTTP status' error, or kind `protocol` when the body is no JSON object
 */
export function requireJsonObject(answer: HttpAnswer, expected: string): JsonRecord {
	if (!isSuccess(answer)) throw httpStatusError(answer);
	if (!isRecord(answer.body)) throw shapeError(answer, expected, answer.body);
	return answer.body;
}

const BODY_WORDS = { empty: 'an empty body', other: 'a body that is not JSON' } as const;

/**
 * The error of an answer that is not what the provider documents.
 * @param expected what was looked for, e.g. `an object with "jobs"`
 * @param found the value that stood there
 */
export function shapeError(
	answer: Pick<HttpAnswer, 'host' | 'bodyKind'>,
	expected: string,
	found: unknown,
): TaskRequestError {
	const what = answer.bodyKind === 'json' ? describeJson(found) : BODY_WORDS[answer.bodyKind];
	return new TaskRequestError(
		'protocol',
		`${answer.host} answered with ${what} instead of ${expected}`,
		{
			description:
				'Check that the base URL in the credential leads to the API itself, not to a web page or a sign-in in front of it.',
		},
	);
}

/** A provider's own words for an error message, on one line. The message is cut after masking. */
export function providerWords(words: unknown): string | null {
	return toWord(words)?.replace(/\s+/g, ' ') ?? null;
}

/**
 * The error of an answer with a status that is no success, with advice for each class of status.
 * @param words the provider's own reason, if the body holds one
 */
export function httpStatusError(answer: HttpAnswer, words: string | null = null): TaskRequestError {
	const { status, host } = answer;
	const reason = words === null ? '' : `: ${words}`;
	const error = (
		kind: ConstructorParameters<typeof TaskRequestError>[0],
		what: string,
		description: string,
	) => {
		const retryAfterMs = readRetryAfter(answer.headers['retry-after']);
		return new TaskRequestError(kind, `${what}${reason}`, {
			description,
			httpStatus: status,
			...(retryAfterMs === null ? {} : { retryAfterMs }),
		});
	};
	if (status === 401) {
		return error('credential', `${host} refused the key`, 'Check the key in the credential.');
	}
	if (status === 403) {
		return error(
			'credential',
			`${host} does not allow this request`,
			'Check that the key in the credential belongs to the account that started the task, and that its plan includes the API.',
		);
	}
	if (status === 429) {
		return error(
			'rateLimited',
			`${host} receives too many requests`,
			'Ask less often: raise the interval, or lower Max Concurrency in the options.',
		);
	}
	if (status === 408 || status >= 500) {
		return error(
			'unavailable',
			`${host} cannot answer at the moment (HTTP ${status})`,
			'The provider has a fault or is being restarted. Try again later.',
		);
	}
	if (status >= 300 && status < 400) {
		return error(
			'configuration',
			`${host} redirects to ${redirectTarget(answer)}`,
			'Redirects are not followed, since they would carry the key along. Enter the final address as the base URL in the credential.',
		);
	}
	return error(
		'provider',
		`${host} rejected the request (HTTP ${status})`,
		'Check the base URL in the credential and the identifiers of the task.',
	);
}

function redirectTarget(answer: HttpAnswer): string {
	const location = answer.headers.location;
	if (typeof location !== 'string' || !URL.canParse(location)) return 'another address';
	const { origin, host } = new URL(location);
	return origin === 'null' ? `an address that is not http (${host})` : origin;
}

/** The wait a `Retry-After` header asks for, in ms: seconds or an HTTP date; null for anything else. */
export function readRetryAfter(header: unknown, now: number = Date.now()): number | null {
	if (typeof header !== 'string' || header.trim() === '') return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * MS_PER_SECOND : null;
	const date = Date.parse(header);
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}
