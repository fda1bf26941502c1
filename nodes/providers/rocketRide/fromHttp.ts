import { isRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import { TaskRequestError } from '../../task/errors';
import { httpStatusError, isSuccess, providerWords, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import type { Finding } from './mapper';
import { refusalError, saysNotRunning } from './refusal';
import type { Refusal } from './refusal';

const BAD_REQUEST = 400;
const REJECTED = /rejected WebSocket connection/i;

/**
 * What an answer of `GET /task` says.
 * @throws {TaskRequestError} for every refusal but the unknown token, and a body of another shape
 */
export function fromHttp(answer: HttpAnswer): Finding {
	const { body, host, status } = answer;
	const isRefused = isRecord(body) && toText(body.status)?.toLowerCase() === 'error';
	if (isSuccess(answer) && !isRefused) {
		const expected = 'an object with "data", the status of a task';
		if (!isRecord(body)) throw shapeError(answer, expected, body);
		if (!isRecord(body.data)) throw shapeError(answer, expected, body.data);
		return { status: body.data, host };
	}
	const refusal = refusalOf(body);
	if (saysNotRunning(refusal)) return { refusal };
	if (isRejection(answer)) throw rejectedError(answer);
	if (isRefused && (isSuccess(answer) || status === BAD_REQUEST)) throw refusalError(refusal, host);
	const isOwn = isRefused || (isRecord(body) && 'detail' in body);
	// JSON of a proxy or of another server is as little RocketRide's own as a web page.
	throw httpStatusError(isOwn ? answer : { ...answer, bodyKind: 'other' }, refusal.words);
}

/**
 * Whether the server turned the request away because too many came at once. It opens a WebSocket to
 * itself for each request and lets in about 10 (measured): worth a second try.
 */
export function isRejection(answer: HttpAnswer): boolean {
	return !isSuccess(answer) && REJECTED.test(refusalOf(answer.body).words ?? '');
}

/** The error of a request that was rejected until its time was up. */
export function rejectedError({ host, status }: HttpAnswer): TaskRequestError {
	return new TaskRequestError('rateLimited', `${host} receives too many requests at once`, {
		description:
			'RocketRide lets in about 10 requests at a time, whoever sends them. Ask less often, choose the transport WebSocket, or raise Request Timeout in the options.',
		httpStatus: status,
	});
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
