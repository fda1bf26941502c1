import { TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';

const TASK_TOKEN = /^(tk|pk)_/;

/**
 * The key of the credential.
 * @throws {TaskRequestError} kind `credential` for the token of a task or pipeline: the server takes
 *   that for a key, and then tells that task's state whatever token is asked for (measured)
 */
export function requireApiKey({ credential }: Pick<ProviderHost, 'credential'>): string {
	const apiKey = toText(credential.apiKey) ?? '';
	if (!TASK_TOKEN.test(apiKey)) return apiKey;
	throw new TaskRequestError(
		'credential',
		'The API key in the credential is the token of a task or pipeline (tk_ or pk_)',
		{
			description:
				'RocketRide would answer with the state of that task, whatever Task Token is asked for. Enter the API key of the server in the credential.',
		},
	);
}
