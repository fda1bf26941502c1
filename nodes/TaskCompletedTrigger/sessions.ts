import { openOnce } from '../host/openOnce';
import type { OpenedOnce } from '../host/openOnce';
import { openSession } from '../host/openSession';
import type { TaskSession } from '../host/openSession';
import type { HostContext } from '../host/streamedRequest';
import type { TaskList, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';

/** The sessions of one poll: one for each provider, opened when first needed. */
export type Sessions = OpenedOnce<TaskProvider, TaskSession>;

/** Sessions over the credentials of the node; without a usable one the error is of kind `configuration`. */
export function createSessions(context: HostContext, requestTimeoutMs: number): Sessions {
	const { credentials } = context.getNode();
	return openOnce(async (provider) => {
		if (!credentials?.[provider.credentialType]) throw missingCredential(provider);
		return await openSession(context, provider, requestTimeoutMs);
	});
}

/**
 * Every task of the session's server.
 * @throws {TaskRequestError} kind `configuration` for a provider without a list
 */
export async function listTasks(
	{ provider, listTasks: list }: TaskSession,
	signal: AbortSignal,
): Promise<TaskList> {
	if (list !== undefined) return await list(signal);
	throw new TaskRequestError('configuration', `${provider.displayName} cannot list its tasks`, {
		description: 'Set Watch to Task List, Tasks From JSON or Watch List.',
	});
}

function missingCredential({ displayName }: TaskProvider): TaskRequestError {
	return new TaskRequestError('configuration', `No credential for ${displayName} is chosen`, {
		description: `Choose or create the credential for ${displayName} at the top of this node.`,
	});
}
