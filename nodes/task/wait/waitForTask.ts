import type { TaskRequestError } from '../errors';
import { endsWait } from '../states';
import type { Task } from '../task';
import { lookInTurn } from './lookInTurn';
import type { LookTools } from './lookInTurn';
import { Pace } from './pace';
import { forgottenSince, missedLooksError } from './words';

/** How long and how often to look; times in ms. */
export interface WaitOptions {
	readonly intervalMs: number;
	readonly minIntervalMs: number;
	readonly timeoutMs: number;
	/** Looks in a row that may miss before the wait gives up. */
	readonly maxConsecutiveFailures: number;
}

/** What a wait needs from outside. */
export interface WaitTools<Answer> extends LookTools<Answer> {
	readonly random: () => number;
	/** Called when the state differs from the one before. */
	readonly onStateChange: (task: Task, before: Task | null) => void;
}

/** What a look finds. */
export interface WaitAnswer {
	readonly task: Task;
	/** How long the provider asks to be left alone, although it has answered. */
	readonly retryAfterMs?: number;
}

/** How a wait ended. */
export interface WaitEnd<Answer> {
	/**
	 * The last answer: a final one, or the last known one at the time limit. Null for a task whose
	 * turn did not come before the limit.
	 */
	readonly answer: Answer | null;
	readonly timedOut: boolean;
	readonly looks: number;
	readonly waitedMs: number;
}

/**
 * Looks at a task until it is final or waits for a person, or the time limit has passed.
 * Looks that miss are tolerated a number of times in a row: a server that is away or answers in a
 * shape that is not its API's own, and every refusal of a task that was seen before.
 * @throws {TaskRequestError} a refusal at the first look at once; the last fault after too many misses in a row, or
 *   when no look succeeded within the time limit; kind `canceled` when the execution is stopped
 */
export async function waitForTask<Answer extends WaitAnswer>(
	options: WaitOptions,
	tools: WaitTools<Answer>,
): Promise<WaitEnd<Answer>> {
	const { clock, signal } = tools;
	const startedAt = clock.now();
	const limitAt = startedAt + options.timeoutMs;
	const pace = new Pace({ ...options, random: tools.random });
	let last = null as Answer | null;
	let fault: TaskRequestError | null = null;
	const end = (looks: number, timedOut: boolean): WaitEnd<Answer> => {
		if (last === null && fault !== null) throw fault;
		return { answer: last, timedOut, looks, waitedMs: clock.now() - startedAt };
	};
	for (let looks = 1; ; looks++) {
		const found = await lookInTurn(tools, limitAt, looks === 1);
		if (found.kind === 'noTurn') return end(looks - 1, true);
		if (found.kind === 'missed') {
			fault = found.fault;
			if (!fault.transient && last === null) throw fault;
			const misses = pace.noteMiss();
			if (misses >= options.maxConsecutiveFailures) {
				throw missedLooksError(fault, misses, last?.task ?? null);
			}
		} else {
			fault = null;
			const before: Task | null = last?.task ?? null;
			last = { ...found.answer, task: forgottenSince(found.answer.task, before) };
			if (before?.state !== last.task.state) tools.onStateChange(last.task, before);
			if (endsWait(last.task.state)) return end(looks, false);
			pace.note(before === null || isChanged(before, last.task));
		}
		const remaining = limitAt - clock.now();
		if (remaining <= 0) return end(looks, true);
		const { retryAfterMs } = fault ?? last ?? {};
		await clock.sleep(pace.next(remaining, retryAfterMs), signal);
	}
}

function isChanged(before: Task, after: Task): boolean {
	return (
		before.state !== after.state ||
		before.progress !== after.progress ||
		before.message !== after.message
	);
}
