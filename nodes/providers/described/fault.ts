import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { TaskState } from '../../task/states';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { holds } from './conditions';
import type { Exchange, Fault, Test } from './description';
import { numberAt, textAt, textOf } from './values';

const NOT_FOUND = 404;
/** Statuses that are about the request, whatever their bodies say. */
const REQUEST_STATUSES: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** A state that a fault says. */
interface FaultState {
	readonly state: TaskState;
	readonly code: string | null;
	readonly message: string | null;
}

/**
 * Tells a task that does not exist, and any other state that a fault says, from a fault of the request.
 * @returns null when there is no fault of the API's own
 * @throws {TaskRequestError} for an error inside a 2xx
 */
export function readFault(exchange: Exchange, answer: HttpAnswer): FaultState | null {
	const { body, status } = answer;
	if (answer.bodyKind !== 'json') return null;
	const { fault, httpStates } = exchange;
	const said = (state: TaskState): FaultState => ({
		state,
		code: textAt(body, fault?.code),
		message: textAt(body, fault?.message) ?? (isSuccess(answer) ? null : textOf(body)),
	});
	const code = fault === undefined ? null : httpCodeOf(fault, body);
	const meant = isAboutTask(status) ? (code ?? status) : status;
	if (isAboutTask(meant) && holds(body, fault?.notFound)) return said('notFound');
	if (status === NOT_FOUND && isRecord(body)) return said('notFound');
	if (fault === undefined) return null;
	const isFault = fault.when !== undefined && holds(body, fault.when);
	// The service's own code counts also where the HTTP status says as much in a number of its own.
	if (meant === code && meant >= 400 && (isFault || fault.when === undefined)) {
		const state = httpStates?.[meant] ?? (meant === NOT_FOUND ? 'notFound' : undefined);
		if (state !== undefined) return said(state);
		throw httpStatusError({ ...answer, status: meant }, textAt(body, fault.message));
	}
	if (!isFault || !isSuccess(answer)) return null;
	const words = said('failed');
	if (words.code === null && isJudgedByCode(fault)) {
		throw foreignAnswerError(answer, `an object with "${fault.code}"`);
	}
	throw faultError(answer, words);
}

/** Whether the service has its code in every answer, so that one without it is somebody else's. */
function isJudgedByCode({ when, code }: Fault): boolean {
	const tests = Array.isArray(when) ? (when as readonly Test[]) : [when as Test];
	return tests.some(({ path }) => path === code);
}

/** The HTTP status as which the code of a fault counts; null for none. */
function httpCodeOf({ code, isHttpCode, httpCodes = {} }: Fault, body: unknown): number | null {
	const own = numberAt(body, code);
	if (own === null) return null;
	return httpCodes[String(own)] ?? (isHttpCode === true ? own : null);
}

function isAboutTask(status: number): boolean {
	return status < 300 || (status >= 400 && status < 500 && !REQUEST_STATUSES.has(status));
}

function faultError({ host, status }: HttpAnswer, { code, message }: FaultState): TaskRequestError {
	const words = [message, code === null ? null : `code ${code}`]
		.filter((text) => text !== null)
		.join(', ');
	return new TaskRequestError(
		'provider',
		`${host} answered with an error: ${words || 'no reason'}`,
		{
			description:
				'Check the identifiers of the task, and that the key in the credential belongs to the account that started it.',
			httpStatus: status,
		},
	);
}
