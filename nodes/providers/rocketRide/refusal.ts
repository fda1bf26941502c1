import { TaskRequestError } from '../../task/errors';

/** How a server says no, whichever way it was asked; the code is sent by newer servers only. */
export interface Refusal {
	readonly code: string | null;
	readonly words: string | null;
}

const NOT_REGISTERED = 'TASK_NOT_REGISTERED';
const NOT_RUNNING = /pipeline is not running/i;
const TOKEN_REQUIRED = /task token is required/i;
const NOT_AUTHENTICATED = /not authenticated/i;
/** Words of the open server that the same question would meet again. */
const FORBIDDEN =
	/permission|access denied|authentication failed|invalid (api key|authorization|account plan)|no authorization/i;

/**
 * The one answer for unknown, expired, swept and never-started tokens (measured); there is no 404.
 * By code alone where there is one, since texts change.
 */
export function saysNotRunning({ code, words }: Refusal): boolean {
	return code === null ? NOT_RUNNING.test(words ?? '') : code === NOT_REGISTERED;
}

/** Whether the server does not know any more who asks. */
export function saysSignedOut(words: string | null): boolean {
	return NOT_AUTHENTICATED.test(words ?? '');
}

/**
 * The error of a refusal in the server's own words. Permanent are only those that are known: the
 * server asks itself over a WebSocket, and whatever goes wrong there comes out in the same form.
 */
export function refusalError({ words }: Refusal, host: string): TaskRequestError {
	const reason = words ?? 'no reason';
	if (TOKEN_REQUIRED.test(reason)) {
		return new TaskRequestError('input', `${host} asks for a task token: ${reason}`, {
			description:
				'Fill in the Task Token which RocketRide returned when the pipeline was started. An expression that finds nothing gives an empty one.',
		});
	}
	if (FORBIDDEN.test(reason) || NOT_AUTHENTICATED.test(reason)) {
		return new TaskRequestError('credential', `${host} refused the key: ${reason}`, {
			description:
				'Check the key in the credential, and that its account may see the task of this token.',
		});
	}
	return new TaskRequestError('unavailable', `${host} cannot answer at the moment: ${reason}`, {
		description:
			'The RocketRide server has a fault, or is being restarted. Try again later; if it stays so, look at its log.',
	});
}
