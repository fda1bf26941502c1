import { createLimiter } from '../../task/limiter';
import type { Limiter } from '../../task/limiter';

/** Servers with a request under way, by key. Shared by all executions of the process. */
const servers = new Map<string, { readonly limiter: Limiter; users: number }>();

/**
 * Runs work with at most `limit` of it under way for the same key, first come, first served.
 * A key without work takes no memory.
 * @throws {TaskRequestError} kind `canceled` when the signal fires before there is a slot
 */
export async function inSlot<Result>(
	key: string,
	limit: number,
	signal: AbortSignal,
	work: () => Promise<Result>,
): Promise<Result> {
	const server = servers.get(key) ?? { limiter: createLimiter(limit), users: 0 };
	servers.set(key, server);
	server.users += 1;
	try {
		return await server.limiter(work, signal);
	} finally {
		server.users -= 1;
		if (server.users === 0) servers.delete(key);
	}
}

/** How many keys have work under way. */
export function busyServers(): number {
	return servers.size;
}
