import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { providerWords, shapeError } from '../shared/httpAnswer';
import type { DapResponse } from './dap';
import { DEAD_KEY_ADVICE, notRunning, tokenRequired } from './finding';
import type { Finding, Refusal } from './finding';

/**
 * What an answer to `rrext_get_task_status` says.
 * @throws {TaskRequestError} for every refusal but the unknown token, and a body of another shape
 */
export function fromDap(response: DapResponse, host: string): Finding {
	if (!response.success) {
		const refusal = refusalOf(response);
		const unknown = notRunning(refusal);
		if (unknown !== null) return unknown;
		throw tokenRequired(refusal, host) ?? commandError(refusal, host);
	}
	return { kind: 'status', status: requireBody(response, host, 'the status of a task'), host };
}

/**
 * The rows of an answer to `rrext_dashboard`: every task of the server, ended ones until swept.
 * @throws {TaskRequestError} for a refusal and a body of another shape
 */
export function rowsFromDap(response: DapResponse, host: string): readonly JsonRecord[] {
	if (!response.success) throw commandError(refusalOf(response), host);
	const expected = 'an object with "tasks", a list of tasks';
	const { tasks } = requireBody(response, host, expected);
	if (!Array.isArray(tasks)) throw shapeError({ host, bodyKind: 'json' }, expected, tasks);
	return tasks.map((row: unknown) => {
		if (!isRecord(row)) throw shapeError({ host, bodyKind: 'json' }, expected, row);
		return row;
	});
}

/** The error of a refused sign-in: "Invalid API key", "Bad request" for a dead token … */
export function signInError(response: DapResponse, host: string): TaskRequestError {
	const words = providerWords(response.message) ?? 'no reason';
	return new TaskRequestError('credential', `${host} refused the key: ${words}`, {
		description: /^bad request$/i.test(words)
			? DEAD_KEY_ADVICE
			: 'Check the key in the credential.',
	});
}

function refusalOf({ code, message }: DapResponse): Refusal {
	return { code, words: providerWords(message) };
}

function commandError({ words }: Refusal, host: string): TaskRequestError {
	return new TaskRequestError(
		'provider',
		`${host} answered with an error: ${words ?? 'no reason'}`,
		{ description: 'Check the Task Token, and look at the log of the RocketRide server.' },
	);
}

function requireBody({ body }: DapResponse, host: string, expected: string): JsonRecord {
	if (!isRecord(body)) throw shapeError({ host, bodyKind: 'json' }, expected, body);
	return body;
}
