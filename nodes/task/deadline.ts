import { canceledError } from './errors';
import type { TaskRequestError } from './errors';

/** The longest delay a timer can hold, 24 days; Node turns a longer one into 1 ms. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Runs an exchange with a provider under one deadline and one cancel signal.
 * The exchange gets a signal that fires for either, and is not waited for once it fired.
 * @param timeoutMs the time for everything: connecting, headers and the whole body
 * @throws {TaskRequestError} kind `canceled`, or `timeout` with the given words
 */
export async function withDeadline<Result>(
	cancel: AbortSignal,
	timeoutMs: number,
	timeoutError: () => TaskRequestError,
	exchange: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	if (cancel.aborted) throw canceledError();
	const controller = new AbortController();
	let end: (error: TaskRequestError) => void = () => undefined;
	const ended = new Promise<never>((_resolve, reject) => {
		end = (error) => {
			reject(error);
			controller.abort(error);
		};
	});
	const onCancel = () => end(canceledError());
	const timer = setTimeout(() => end(timeoutError()), Math.min(timeoutMs, LONGEST_DELAY_MS));
	cancel.addEventListener('abort', onCancel, { once: true });
	try {
		return await Promise.race([ended, exchange(controller.signal)]);
	} finally {
		clearTimeout(timer);
		cancel.removeEventListener('abort', onCancel);
	}
}
