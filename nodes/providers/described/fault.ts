import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { TaskState } from '../../task/states';
import { httpStatusError, isSuccess } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { holds } from './conditions';
import type { Exchange, Fault } from './description';
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
	if (isAboutTask(status) && holds(body, fault?.notFound)) return said('notFound');
	if (status === NOT_FOUND && isRecord(body)) return said('notFound');
	if (fault === undefined || !isSuccess(answer)) return null;
	const code = httpCodeOf(fault, body);
	const isFault = fault.when !== undefined && holds(body, fault.when);
	if (code !== null && code >= 400 && (isFault || fault.when === undefined)) {
		const state = httpStates?.[code] ?? (code === NOT_FOUND ? 'notFound' : undefined);
		if (state !== undefined) return said(state);
		throw httpStatusError({ ...answer, status: code }, textAt(body, fault.message));
	}
	if (!isFault) return null;
	throw faultError(answer, said('failed'));
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
