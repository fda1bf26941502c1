import { canceledError } from './errors';

/** Runs work when its turn has come. */
export type Limiter = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/**
 * A queue that lets at most `limit` pieces of work run at the same time, first come, first served.
 * Work whose signal fires while it waits leaves the queue with the error of a stopped execution.
 */
export function createLimiter(limit: number): Limiter {
	const waiting = new Set<() => void>();
	let running = 0;
	const enter = async (signal: AbortSignal) => {
		if (signal.aborted) throw canceledError();
		if (running < limit) {
			running++;
			return;
		}
		await new Promise<void>((resolve, reject) => {
			const onAbort = () => {
				waiting.delete(onTurn);
				reject(canceledError());
			};
			const onTurn = () => {
				signal.removeEventListener('abort', onAbort);
				resolve();
			};
			waiting.add(onTurn);
			signal.addEventListener('abort', onAbort, { once: true });
		});
	};
	const leave = () => {
		const [next] = waiting;
		if (next === undefined) {
			running--;
			return;
		}
		// The place is handed on: `running` stays as it is.
		waiting.delete(next);
		next();
	};
	return async (work, signal) => {
		await enter(signal);
		try {
			return await work();
		} finally {
			leave();
		}
	};
}
