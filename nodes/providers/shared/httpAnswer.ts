import { TaskRequestError } from '../../task/errors';
import type { TaskErrorKind } from '../../task/errors';
import { describeJson, isRecord, parseJson } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { MAX_RETRY_AFTER_MS, MS_PER_SECOND } from '../../task/limits';
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

/** An answer with the text of its body. */
export function toHttpAnswer(
	head: Pick<HttpAnswer, 'status' | 'headers' | 'host'>,
	text: string,
): HttpAnswer {
	const body = parseJson(text);
	if (body !== undefined) return { ...head, bodyKind: 'json', body };
	return { ...head, bodyKind: text.trim() === '' ? 'empty' : 'other', body };
}

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

/** What a status that is no success means, whoever answered with it. */
export interface StatusAdvice {
	readonly kind: TaskErrorKind;
	readonly what: string;
	/** What to do next. */
	readonly description: string;
}

/** `{host}` and `{status}` stand for what was asked and what came. */
const BUSY: StatusAdvice = {
	kind: 'unavailable',
	what: '{host} cannot answer at the moment (HTTP {status})',
	description: 'The provider has a fault or is being restarted. Try again later.',
};

const ADVICE_BY_STATUS: Readonly<Record<number, StatusAdvice>> = {
	401: {
		kind: 'credential',
		what: '{host} refused the key',
		description: 'Check the key in the credential.',
	},
	403: {
		kind: 'credential',
		what: '{host} does not allow this request',
		description:
			'Check that the key in the credential belongs to the account that started the task, and that its plan includes the API.',
	},
	408: BUSY,
	// Vendors' SDKs ask again after it: the task is being written.
	409: BUSY,
	425: {
		kind: 'unavailable',
		what: '{host} is not ready for this request yet (HTTP {status})',
		description: 'It was asked too early. Ask again a little later.',
	},
	429: {
		kind: 'rateLimited',
		what: '{host} receives too many requests',
		description: 'Ask less often: raise the interval, or lower Max Concurrency in the options.',
	},
};

const ADVICE_BY_CLASS: Readonly<Record<number, StatusAdvice>> = {
	3: {
		kind: 'configuration',
		what: '{host} redirects to another address',
		description:
			'Redirects are not followed, since they would carry the key along. Enter the final address as the base URL in the credential.',
	},
	5: BUSY,
};

const REJECTED: StatusAdvice = {
	kind: 'provider',
	what: '{host} rejected the request (HTTP {status})',
	description: 'Check the base URL in the credential and the identifiers of the task.',
};

/** What an HTTP status that is no success means, for a request or for the handshake of a socket. */
export function statusAdvice(status: number, host: string): StatusAdvice {
	const byClass = ADVICE_BY_CLASS[Math.floor(status / 100)];
	const advice = ADVICE_BY_STATUS[status] ?? byClass ?? REJECTED;
	const what = advice.what.replace('{host}', () => host).replace('{status}', String(status));
	return { ...advice, what };
}

const NOT_OF_THE_API =
	'The answer is not in the shape of the API: it may come from a proxy or a sign-in in front of it.';

/**
 * The error of an answer with a status that is no success. A page is not the API's own but a proxy's
 * or a sign-in's, and may pass, whatever its status; so may a rejection without a word.
 * @param words the provider's own reason, if the body holds one
 */
export function httpStatusError(answer: HttpAnswer, words: string | null = null): TaskRequestError {
	const { status, host, headers, bodyKind } = answer;
	const { kind, what, description } = statusAdvice(status, host);
	const target = redirectTarget(answer);
	const isForeign = bodyKind === 'other' || (bodyKind === 'empty' && kind === 'provider');
	const happened = target === null ? what : `${host} redirects to ${target}`;
	const retryAfterMs = readRetryAfter(headers['retry-after']) ?? undefined;
	return new TaskRequestError(kind, words === null ? happened : `${happened}: ${words}`, {
		description: bodyKind === 'other' ? `${description} ${NOT_OF_THE_API}` : description,
		httpStatus: status,
		retryAfterMs,
		...(isForeign ? { transient: true } : {}),
	});
}

/** Where a redirect leads, without path and query; null where it does not say so. */
function redirectTarget({ status, headers: { location } }: HttpAnswer): string | null {
	if (status < 300 || status >= 400) return null;
	if (typeof location !== 'string' || !URL.canParse(location)) return null;
	const { origin, host } = new URL(location);
	return origin === 'null' ? `an address that is not http (${host})` : origin;
}

/**
 * The wait a `Retry-After` header asks for, in ms, a day at most: seconds or an HTTP date; null for
 * anything else.
 */
export function readRetryAfter(header: unknown, now: number = Date.now()): number | null {
	if (typeof header !== 'string' || header.trim() === '') return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) {
		return seconds >= 0 ? Math.min(seconds * MS_PER_SECOND, MAX_RETRY_AFTER_MS) : null;
	}
	const date = Date.parse(header);
	return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), MAX_RETRY_AFTER_MS);
}
