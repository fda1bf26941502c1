const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;

/** The pause after so many failures in a row: 250 ms, 500 ms … 15 s, as the vendor's client does. */
export function backoffMs(failures: number): number {
	return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
}

/** The promise's outcome, or the signal's reason as soon as it fires. */
export async function orAbort<Result>(
	promise: Promise<Result>,
	signal: AbortSignal,
): Promise<Result> {
	return await new Promise<Result>((resolve, reject) => {
		const onAbort = () => reject(signal.reason as Error);
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, { once: true });
		void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
	});
}

/** Waits; rejects with the signal's reason as soon as it fires, and leaves no timer behind. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	try {
		await orAbort(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))), signal);
	} finally {
		clearTimeout(timer);
	}
}
