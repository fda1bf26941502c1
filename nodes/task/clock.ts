import { canceledError, TaskRequestError } from './errors';
import { LONGEST_TIMER_MS } from './limits';

/** Time as the domain sees it; tests pass one that jumps. All times are in ms. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/**
	 * Resolves after `ms`.
	 * @throws {TaskRequestError} kind `canceled` as soon as the signal fires
	 */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		if (signal.aborted) throw canceledError();
		await new Promise<void>((resolve, reject) => {
			const onAbort = () => {
				clearTimeout(timer);
				reject(isCanceled(signal.reason) ? signal.reason : canceledError());
			};
			const onTime = () => {
				signal.removeEventListener('abort', onAbort);
				resolve();
			};
			const timer = setTimeout(onTime, Math.min(ms, LONGEST_TIMER_MS));
			signal.addEventListener('abort', onAbort, { once: true });
		});
	},
};

function isCanceled(reason: unknown): reason is TaskRequestError {
	return reason instanceof TaskRequestError && reason.kind === 'canceled';
}
