import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { providerWords, shapeError } from '../shared/httpAnswer';
import type { DapResponse } from './dap';
import type { Finding } from './mapper';
import { refusalError, saysNotRunning } from './refusal';
import type { Refusal } from './refusal';

/** Any fault of the server's sign-in says "Bad request", whatever the key (source of the server). */
const SIGN_IN_FAULT = /^(bad request|too many authentication attempts)$/i;

/**
 * What an answer to `rrext_get_task_status` says.
 * @throws {TaskRequestError} for every refusal but the unknown token, and a body of another shape
 */
export function fromDap(response: DapResponse, host: string): Finding {
	const refusal = refusalOf(response);
	if (!response.success && saysNotRunning(refusal)) return { refusal };
	return { status: requireBody(response, host, 'the status of a task'), host };
}

/**
 * The rows of an answer to `rrext_dashboard`, unchecked: every task of the server, ended ones until
 * swept.
 * @throws {TaskRequestError} for a refusal and a body of another shape
 */
export function rowsFromDap(response: DapResponse, host: string): readonly unknown[] {
	const expected = 'an object with "tasks", a list of tasks';
	const { tasks } = requireBody(response, host, expected);
	if (!Array.isArray(tasks)) throw shapeError({ host, bodyKind: 'json' }, expected, tasks);
	return tasks;
}

/**
 * Whether a server will not tell this, ask it as often as one may: it knows no such task, or the key
 * may not see it.
 * @throws {TaskRequestError} for a refusal of the moment
 */
export function isRefused(response: DapResponse, host: string): boolean {
	if (response.success) return false;
	const refusal = refusalOf(response);
	if (saysNotRunning(refusal)) return true;
	const error = refusalError(refusal, host);
	if (error.kind === 'unavailable') throw error;
	return true;
}

/** The error of a refused sign-in, such as "Invalid API key". */
export function signInError(response: DapResponse, host: string): TaskRequestError {
	const { words } = refusalOf(response);
	if (SIGN_IN_FAULT.test(words ?? '')) return refusalError({ code: null, words }, host);
	return new TaskRequestError('credential', `${host} refused the key: ${words ?? 'no reason'}`, {
		description: 'Check the key in the credential.',
	});
}

function refusalOf({ code, message }: DapResponse): Refusal {
	return { code, words: providerWords(message) };
}

function requireBody(response: DapResponse, host: string, expected: string): JsonRecord {
	if (!response.success) throw refusalError(refusalOf(response), host);
	const { body } = response;
	if (!isRecord(body)) throw shapeError({ host, bodyKind: 'json' }, expected, body);
	return body;
}
