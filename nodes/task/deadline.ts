import { canceledError } from './errors';
import type { TaskRequestError } from './errors';
import { LONGEST_TIMER_MS } from './limits';
import { whenCanceled } from './whenCanceled';

/** Says when an exchange is over although no answer came: its time is up, or it was canceled. */
export class Deadline {
	private error: TaskRequestError | null = null;

	private readonly listeners: Array<(error: TaskRequestError) => void> = [];

	private controller: AbortController | undefined;

	/** Whether the exchange is over. */
	get isOver(): boolean {
		return this.error !== null;
	}

	/**
	 * Fires with the error, for what takes a signal. Made when it is asked for: signals and their
	 * listeners take longer than a question over an open socket (9 µs, measured).
	 */
	get signal(): AbortSignal {
		this.controller ??= new AbortController();
		if (this.error !== null) this.controller.abort(this.error);
		return this.controller.signal;
	}

	/** Calls `listener` with the error; at once when the exchange is over already. */
	onEnd(listener: (error: TaskRequestError) => void): void {
		if (this.error === null) this.listeners.push(listener);
		else listener(this.error);
	}

	/** @throws {TaskRequestError} the error, when the exchange is over */
	throwIfOver(): void {
		if (this.error !== null) throw this.error;
	}

	/** Ends the exchange; the first error counts. */
	end(error: TaskRequestError): void {
		if (this.error !== null) return;
		this.error = error;
		for (const listener of this.listeners) listener(error);
		this.controller?.abort(error);
	}
}

/**
 * Runs an exchange with a provider under one deadline and one cancel signal.
 * The exchange is told of the end by either, and is not waited for after it.
 * @param timeoutMs the time for everything: connecting, headers and the whole body
 * @throws {TaskRequestError} kind `canceled`, or `timeout` with the given words
 */
export async function withDeadline<Result>(
	cancel: AbortSignal,
	timeoutMs: number,
	timeoutError: () => TaskRequestError,
	exchange: (deadline: Deadline) => Promise<Result>,
): Promise<Result> {
	if (cancel.aborted) throw canceledError();
	const deadline = new Deadline();
	const timer = setTimeout(
		() => deadline.end(timeoutError()),
		Math.min(timeoutMs, LONGEST_TIMER_MS),
	);
	const withdraw = whenCanceled(cancel, () => deadline.end(canceledError()));
	try {
		return await new Promise<Result>((resolve, reject) => {
			deadline.onEnd(reject);
			exchange(deadline).then(resolve, reject);
		});
	} finally {
		clearTimeout(timer);
		withdraw();
	}
}
