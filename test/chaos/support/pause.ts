import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, and is over at once when the signal fires. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** Whether something comes to hold within a time. */
export async function holdsWithin(limitMs: number, holds: () => boolean): Promise<boolean> {
	const end = Date.now() + limitMs;
	while (!holds()) {
		if (Date.now() > end) return false;
		await pause(20);
	}
	return true;
}
