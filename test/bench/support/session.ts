import { setMaxListeners } from 'node:events';

import type { TaskProvider } from '../../../nodes/providers/provider';
import { DEFAULT_MAX_CONCURRENCY } from '../../../nodes/task/limits';
import { mapConcurrently } from '../../../nodes/task/mapConcurrently';
import type { TaskRef } from '../../../nodes/task/task';

const REQUEST_TIMEOUT_MS = 30_000;

/** Asks for tasks as Task Status does, to normalised tasks, but without n8n's engine around it. */
export async function askInSession(
	provider: TaskProvider,
	credential: Readonly<Record<string, unknown>> & { readonly baseUrl: string },
	refs: readonly TaskRef[],
): Promise<void> {
	const session = await provider.connect({
		baseUrl: credential.baseUrl,
		credential,
		requestTimeoutMs: REQUEST_TIMEOUT_MS,
		request: async () => await Promise.reject(new Error('No HTTP here')),
		now: () => new Date(),
	});
	const { signal } = new AbortController();
	setMaxListeners(0, signal);
	const ask = async (ref: TaskRef) => await session.getTask(ref, signal);
	await mapConcurrently(refs, DEFAULT_MAX_CONCURRENCY, ask);
	await session.close();
}
