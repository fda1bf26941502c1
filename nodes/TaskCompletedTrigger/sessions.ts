import { openSession } from '../host/openSession';
import type { TaskSession } from '../host/openSession';
import type { HostContext } from '../host/streamedRequest';
import type { TaskList, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';

/** The sessions of one poll: one for each provider, opened when first needed. */
export interface Sessions {
	/** @throws {TaskRequestError} kind `configuration` without a usable credential */
	open(provider: TaskProvider): Promise<TaskSession>;
	close(): Promise<void>;
}

/** Sessions over the credentials of the node. */
export function createSessions(context: HostContext, requestTimeoutMs: number): Sessions {
	const sessions = new Map<string, Promise<TaskSession>>();
	const { credentials } = context.getNode();
	return {
		open: async (provider) => {
			if (!credentials?.[provider.credentialType]) throw missingCredential(provider);
			let session = sessions.get(provider.name);
			if (session === undefined) {
				session = openSession(context, provider, requestTimeoutMs);
				sessions.set(provider.name, session);
			}
			return await session;
		},
		close: async () => {
			const opened = await Promise.allSettled(sessions.values());
			await Promise.allSettled(
				opened.map(async (session) => {
					if (session.status === 'fulfilled') await session.value.close();
				}),
			);
		},
	};
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
