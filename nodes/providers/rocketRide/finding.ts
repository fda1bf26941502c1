import { TaskRequestError } from '../../task/errors';
import type { JsonRecord } from '../../task/json';

/** What a server said about a task, whichever way it was asked. */
export type Finding =
	| {
			readonly kind: 'status';
			/** TASK_STATUS (vendor page "Get Task Status"), unchecked. */
			readonly status: JsonRecord;
			/** The host asked, for messages. */
			readonly host: string;
	  }
	| { readonly kind: 'notRunning'; readonly message: string; readonly code: string | null };

/** How a server says no: the code is sent by newer servers only. */
export interface Refusal {
	readonly code: string | null;
	readonly words: string | null;
}

const NOT_REGISTERED = 'TASK_NOT_REGISTERED';
const NOT_RUNNING = /pipeline is not running/i;
const TOKEN_REQUIRED = /task token is required/i;

/**
 * The one answer for unknown, expired, swept and never-started tokens (measured); there is no 404.
 * By code where there is one, since texts change.
 */
export function notRunning({ code, words }: Refusal): Finding | null {
	if (code !== NOT_REGISTERED && !NOT_RUNNING.test(words ?? '')) return null;
	return { kind: 'notRunning', message: words ?? 'Your pipeline is not running', code };
}

/** The error of a server that found no token in the request; `null` for any other refusal. */
export function tokenRequired({ words }: Refusal, host: string): TaskRequestError | null {
	if (words === null || !TOKEN_REQUIRED.test(words)) return null;
	return new TaskRequestError('input', `${host} asks for a task token: ${words}`, {
		description:
			'Fill in the Task Token which RocketRide returned when the pipeline was started. An expression that finds nothing gives an empty one.',
	});
}

/** The advice for a key that is no API key; over HTTP such a refusal looks like any other 400. */
export const DEAD_KEY_ADVICE =
	'The API key in the credential looks like the token of a task or pipeline (tk_ or pk_) that has ended. Enter the API key of the server instead.';
