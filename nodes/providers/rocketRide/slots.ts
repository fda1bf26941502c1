import { canceledError } from '../../task/errors';

/** Who holds and who waits for the slots of one server. */
interface Slots {
	taken: number;
	/** In the order they came; each is called when it has been given a slot. */
	readonly waiting: Set<() => void>;
}

/** Servers with a request under way, by key. Shared by all executions of the process. */
const servers = new Map<string, Slots>();

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
	if (signal.aborted) throw canceledError();
	const slots = servers.get(key) ?? { taken: 0, waiting: new Set<() => void>() };
	servers.set(key, slots);
	if (slots.taken < limit) slots.taken += 1;
	else await nextFree(slots, signal);
	try {
		return await work();
	} finally {
		release(key, slots);
	}
}

/** How many keys have work under way. */
export function busyServers(): number {
	return servers.size;
}

async function nextFree(slots: Slots, signal: AbortSignal): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const onFree = () => {
			signal.removeEventListener('abort', onAbort);
			resolve();
		};
		const onAbort = () => {
			slots.waiting.delete(onFree);
			reject(canceledError());
		};
		slots.waiting.add(onFree);
		signal.addEventListener('abort', onAbort, { once: true });
	});
}

/** Hands the slot to whoever has waited longest, so that nobody can slip in between. */
function release(key: string, slots: Slots): void {
	const [next] = slots.waiting;
	if (next !== undefined) {
		slots.waiting.delete(next);
		next();
		return;
	}
	slots.taken -= 1;
	if (slots.taken === 0) servers.delete(key);
}
