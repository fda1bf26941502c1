import { systemClock } from './clock';
import type { Clock } from './clock';
import { canceledError } from './errors';
import type { TaskRequestError } from './errors';

/** One for all: to make an error for each request takes longer than the rest of this file. */
const FINISHED = canceledError();

/** Says when an exchange is over although no answer came: its time is up, or it was canceled. */
export class Deadline {
	private error: TaskRequestError | null = null;

	private readonly controller = new AbortController();

	/** Fires with the error. */
	readonly signal = this.controller.signal;

	/** Whether the exchange is over. */
	get isOver(): boolean {
		return this.error !== null;
	}

	/** Calls `listener` with the error; at once when the exchange is over already. */
	onEnd(listener: (error: TaskRequestError) => void): void {
		const tell = () => {
			if (this.error !== null) listener(this.error);
		};
		if (this.isOver) tell();
		else this.signal.addEventListener('abort', tell, { once: true });
	}

	/** @throws {TaskRequestError} the error, when the exchange is over */
	throwIfOver(): void {
		if (this.error !== null) throw this.error;
	}

	/** Ends the exchange; the first error counts. */
	end(error: TaskRequestError): void {
		this.error ??= error;
		this.controller.abort(this.error);
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
	clock: Clock = systemClock,
): Promise<Result> {
	if (cancel.aborted) throw canceledError();
	const deadline = new Deadline();
	const onCancel = () => deadline.end(canceledError());
	cancel.addEventListener('abort', onCancel, { once: true });
	const finished = new AbortController();
	clock.sleep(timeoutMs, finished.signal).then(
		() => deadline.end(timeoutError()),
		() => undefined,
	);
	try {
		return await new Promise<Result>((resolve, reject) => {
			deadline.onEnd(reject);
			exchange(deadline).then(resolve, reject);
		});
	} finally {
		finished.abort(FINISHED);
		cancel.removeEventListener('abort', onCancel);
	}
}
