import type { TaskService } from '../taskService';
import { textOf, type DapRequest } from './frames';

/** The sheet: a socket may try so often. */
export const MAX_AUTH_PER_SOCKET = 5;

/** A token of a task or pipeline. */
export const TASK_TOKEN = /^(tk|pk)_/;

/**
 * Why an `auth` fails, in the server's words (source, 3.2); undefined when it does not. The token of a
 * task that lives is a key, for that task alone (measured).
 */
export function authFailure(
	{ arguments: given }: DapRequest,
	{ apiKey, tasks }: { readonly apiKey: string; readonly tasks: TaskService },
	attempts: number,
): string | undefined {
	if (attempts > MAX_AUTH_PER_SOCKET) return 'Too many authentication attempts';
	const key = textOf(given.auth);
	if (key === apiKey || (TASK_TOKEN.test(key) && tasks.find(key))) return undefined;
	if (key === '') return 'No authorization provided';
	return TASK_TOKEN.test(key) ? 'Bad request' : 'Invalid authorization provided';
}
