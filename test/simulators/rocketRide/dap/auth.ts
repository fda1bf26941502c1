import { textOf, type DapRequest } from './frames';

/** The sheet: a socket may try so often. */
export const MAX_AUTH_PER_SOCKET = 5;

/** Why an `auth` fails, in the server's words; undefined when it does not (sheet, "WebSocket"). */
export function authFailure(
	{ command, arguments: given }: DapRequest,
	apiKey: string,
	attempts: number,
): string | undefined {
	if (command !== 'auth' || attempts > MAX_AUTH_PER_SOCKET) return 'Authentication failed';
	const key = textOf(given.auth);
	if (key === apiKey) return undefined;
	if (key === '') return 'No authorization provided';
	return /^(tk|pk)_/.test(key) ? 'Bad request' : 'Invalid API key';
}
