import type { Clock } from '../clock';
import { canceledError, TaskRequestError } from '../errors';
import type { Limiter } from '../limiter';
import { endsWait } from '../states';
import type { Task } from '../task';
import { whenCanceled } from '../whenCanceled';
import { Pace } from './pace';
import { forgottenSince, missedLooksError } from './words';

/** The longest a look at the deadline may take beyond it, in ms. */
const LAST_LOOK_MS = 5_000;

/** How long and how often to look; times in ms. */
export interface WaitOptions {
	readonly intervalMs: number;
	readonly minIntervalMs: number;
	readonly timeoutMs: number;
	/** Looks in a row that may miss before the wait gives up. */
	readonly maxConsecutiveFailures: number;
}

/** What a wait needs from outside. */
export interface WaitTools<Answer> {
	readonly clock: Clock;
	readonly random: () => number;
	/** Shared by all waits of an execution. */
	readonly limiter: Limiter;
	/** Fires when the execution is stopped. */
	readonly signal: AbortSignal;
	/** One look at the task. */
	readonly look: (signal: AbortSignal) => Promise<Answer>;
	/** Called when the state differs from the one before. */
	readonly onStateChange: (task: Task, before: Task | null) => void;
}

/** How a wait ended. */
export interface WaitEnd<Answer> {
	/** The last answer: a final one, or the last known one at the time limit. */
	readonly answer: Answer;
	readonly timedOut: boolean;
	readonly looks: number;
	readonly waitedMs: number;
}

/**
 * Looks at a task until it is final or waits for a person, or the time limit has passed.
 * A look that misses (server unreachable, garbage) is tolerated a number of times in a row.
 * @throws {TaskRequestError} a permanent fault at once; the last fault after too many in a row, or
 *   when no look succeeded within the time limit; kind `canceled` when the execution is stopped
 */
export async function waitForTask<Answer extends { readonly task: Task }>(
	options: WaitOptions,
	tools: WaitTools<Answer>,
): Promise<WaitEnd<Answer>> {
	const { clock, signal } = tools;
	const startedAt = clock.now();
	const deadline = startedAt + options.timeoutMs;
	const pace = new Pace({ ...options, random: tools.random });
	let last = null as Answer | null;
	let failures = 0;
	for (let looks = 1; ; looks++) {
		const found = await lookOnce(tools, deadline);
		const end = { looks, waitedMs: clock.now() - startedAt };
		if (found instanceof TaskRequestError) {
			failures++;
			if (!found.transient) throw found;
			if (failures >= options.maxConsecutiveFailures) {
				throw missedLooksError(found, failures, last?.task ?? null);
			}
		} else {
			failures = 0;
			const before: Task | null = last?.task ?? null;
			last = { ...found, task: forgottenSince(found.task, before) };
			if (before?.state !== last.task.state) tools.onStateChange(last.task, before);
			if (endsWait(last.task.state)) return { answer: last, timedOut: false, ...end };
			pace.note(before === null || isChanged(before, last.task));
		}
		const remaining = deadline - clock.now();
		const retryAfterMs = found instanceof TaskRequestError ? (found.retryAfterMs ?? 0) : 0;
		if (remaining > 0) await clock.sleep(pace.next(remaining, retryAfterMs), signal);
		// A provider that asked to be left alone beyond the deadline is left alone.
		if (remaining <= 0 || retryAfterMs > remaining) {
			if (last === null) throw found instanceof TaskRequestError ? found : lateError();
			return { answer: last, timedOut: true, looks, waitedMs: clock.now() - startedAt };
		}
	}
}

/** One look, cut off at the deadline; a fault is returned, for the wait to weigh it. */
async function lookOnce<Answer>(
	{ clock, limiter, signal, look }: WaitTools<Answer>,
	deadline: number,
): Promise<Answer | TaskRequestError> {
	const controller = new AbortController();
	const withdraw = whenCanceled(signal, () => controller.abort());
	const lookInTime = async () => {
		const overdueMs = clock.now() - deadline;
		// So many tasks at a slow provider that this one's turn came too late.
		if (overdueMs > LAST_LOOK_MS) throw lateError();
		const late = clock
			.sleep(Math.max(-overdueMs, LAST_LOOK_MS), controller.signal)
			.then(() => Promise.reject(lateError()));
		return await Promise.race([look(controller.signal), late]);
	};
	return await limiter(lookInTime, signal)
		.catch((error: unknown) => {
			if (signal.aborted) throw canceledError();
			if (error instanceof TaskRequestError) return error;
			throw error;
		})
		.finally(() => {
			withdraw();
			controller.abort();
		});
}

function lateError(): TaskRequestError {
	return new TaskRequestError('timeout', 'The provider did not answer before the time limit', {
		description: 'Raise Timeout, or check that the provider is reachable from n8n.',
	});
}

function isChanged(before: Task, after: Task): boolean {
	return (
		before.state !== after.state ||
		before.progress !== after.progress ||
		before.message !== after.message
	);
}
