import { openSession } from '../../host/openSession';
import type { TaskSession } from '../../host/openSession';
import type { HostContext } from '../../host/n8nRequest';
import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';

/** The sessions of one poll: one for each provider, opened when first needed. */
export interface Sessions {
	/** @throws {TaskRequestError} kind `configuration` without a usable credential */
	open(provider: TaskProvider): Promise<TaskSession>;
	/** Whether the author has chosen a credential for the provider. */
	hasCredential(provider: TaskProvider): boolean;
	close(): Promise<void>;
}

/** Sessions over the credentials of the node. */
export function createSessions(context: HostContext, requestTimeoutMs: number): Sessions {
	const sessions = new Map<string, Promise<TaskSession>>();
	const hasCredential = ({ credentialType }: TaskProvider) =>
		context.getNode().credentials?.[credentialType] !== undefined;
	return {
		hasCredential,
		open: async (provider) => {
			if (!hasCredential(provider)) throw missingCredential(provider);
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

function missingCredential({ displayName }: TaskProvider): TaskRequestError {
	return new TaskRequestError('configuration', `No credential for ${displayName} is chosen`, {
		description: `Choose or create the credential for ${displayName} at the top of this node.`,
	});
}
