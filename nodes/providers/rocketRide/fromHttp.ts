import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import { httpStatusError, isSuccess, providerWords, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { DEAD_KEY_ADVICE, notRunning, tokenRequired } from './finding';
import type { Finding, Refusal } from './finding';

const REJECTED = /rejected WebSocket connection/i;
const DEAD_KEY = /^bad request$/i;

/**
 * What an answer of `GET /task` says.
 * @throws {TaskRequestError} for every refusal but the unknown token, and a body of another shape
 */
export function fromHttp(answer: HttpAnswer): Finding {
	const { body, host } = answer;
	const refused = isRecord(body) && toText(body.status)?.toLowerCase() === 'error';
	if (isSuccess(answer) && !refused) {
		const expected = 'an object with "data", the status of a task';
		if (!isRecord(body)) throw shapeError(answer, expected, body);
		if (!isRecord(body.data)) throw shapeError(answer, expected, body.data);
		return { kind: 'status', status: body.data, host };
	}
	const refusal = refusalOf(body);
	const unknown = notRunning(refusal);
	if (unknown !== null) return unknown;
	throw refusalError(answer, refusal);
}

/**
 * Whether the server turned the request away because too many came at once. It opens a WebSocket to
 * itself for each request and lets in about 10 (measured): worth a second try.
 */
export function isRejection(answer: HttpAnswer): boolean {
	return !isSuccess(answer) && REJECTED.test(refusalOf(answer.body).words ?? '');
}

/** The error of a request that was rejected until its time was up. */
export function rejectedError(answer: HttpAnswer): TaskRequestError {
	return new TaskRequestError('rateLimited', `${answer.host} receives too many requests at once`, {
		description:
			'RocketRide lets in about 10 requests at a time, whoever sends them. Ask less often, choose the transport WebSocket, or raise Request Timeout in the options.',
		httpStatus: answer.status,
	});
}

function refusalError(answer: HttpAnswer, refusal: Refusal): TaskRequestError {
	const { status, host } = answer;
	const { words } = refusal;
	if (isRejection(answer)) return rejectedError(answer);
	if (status === 400 && words !== null && DEAD_KEY.test(words)) {
		return new TaskRequestError('credential', `${host} refused the key: ${words}`, {
			description: DEAD_KEY_ADVICE,
			httpStatus: status,
		});
	}
	const error = tokenRequired(refusal, host);
	if (error !== null) return error;
	if (!isSuccess(answer)) return httpStatusError(answer, words);
	return new TaskRequestError(
		'provider',
		`${host} answered with an error: ${words ?? 'no reason'}`,
		{ description: 'Check the Task Token, and look at the log of the RocketRide server.' },
	);
}

/** The reason in any of the forms the server has: its own, its gateway's, its framework's. */
function refusalOf(body: unknown): Refusal {
	if (!isRecord(body)) return { code: null, words: null };
	const error = isRecord(body.error) ? body.error : { message: body.error };
	const { detail } = body;
	const first: unknown = Array.isArray(detail) ? detail[0] : detail;
	const reasons = [error.message, error.error, isRecord(first) ? first.msg : first, body.message];
	const words = reasons.map(providerWords).find((reason) => reason !== null) ?? null;
	return { code: toText(error.code) ?? toText(body.code), words };
}
