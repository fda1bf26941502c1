import type { TaskState } from '../task/states';
import type { Task } from '../task/task';
import { EARLY_ROW_MS } from './limits';
import { isSameRun, joinRuns, runOf } from './marks';
import type { Mark } from './marks';

/**
 * What a look at a task means:
 * - `open`: nothing yet
 * - `news`: an end (or a wait for a person) that is to be fired
 * - `told`: an end that was fired before, in this generation of the row
 * - `unasked`: an end that nobody asked for
 */
export type Verdict = 'open' | 'news' | 'told' | 'unasked';

/** Since when a task is watched. */
export interface SinceAdded {
	/** When the row was added last, in ms since 1970; null outside of a watch list. */
	readonly addedAt: number | null;
	/** Whether the task was seen since then. */
	readonly wasSeen: boolean;
}

/** Since when a task is watched, and what is asked for. */
export interface Watching extends SinceAdded {
	readonly states: ReadonlySet<TaskState>;
	/** What the provider says of two runs of a task. */
	readonly restartKeepsStart: boolean;
}

/**
 * Whether an end that was seen before belongs to the present generation of its row. That there is no
 * such task is no end of a row that may have been added before its task starts.
 */
export function isToldSince(mark: Mark | undefined, watching: SinceAdded, now: number): boolean {
	if (mark?.ended !== true || mark.at < (watching.addedAt ?? 0)) return false;
	return mark.fired.at(-1) !== 'notFound' || !mayStart(watching, now);
}

/** Judges what was found by what is known of the task. @param now ms since 1970 */
export function judge(
	task: Task,
	mark: Mark | undefined,
	watching: Watching,
	now: number,
): Verdict {
	const { states, restartKeepsStart } = watching;
	const isAsked = states.has(task.state);
	if (task.state === 'notFound') {
		// A task whose end is known and that the provider has forgotten since has not ended again.
		if (isToldSince(mark, watching, now)) return 'told';
		if (mayStart(watching, now)) return 'open';
		return isAsked ? 'news' : 'unasked';
	}
	const isKnownRun = mark !== undefined && isSameRun(mark, runOf(task), restartKeepsStart);
	const isFired = isKnownRun && mark.fired.includes(task.state);
	if (!task.finished) return isAsked && !isFired ? 'news' : 'open';
	if (isAsked && !isFired) return 'news';
	if (!isFired && !(isKnownRun && mark.ended)) return 'unasked';
	if (isToldSince(mark, watching, now)) return 'told';
	// It ended before the row was added again: where runs can be told apart, the next one may begin.
	return (task.finishedAt ?? task.startedAt) === null ? 'told' : 'open';
}

/**
 * As {@link judge}, for an execution that waits for any end. One that was known before the row was
 * added is of the last run, as long as the row may have been added before its task was started.
 */
export function judgeAwaited(
	task: Task,
	mark: Mark | undefined,
	watching: Omit<Watching, 'states'>,
	now: number,
): 'open' | 'news' {
	if (!task.finished) return 'open';
	if (!isEarly(watching, now) || isToldSince(mark, watching, now)) return 'news';
	if (task.state === 'notFound') return mayStart(watching, now) ? 'open' : 'news';
	const isOld = mark?.ended === true && isSameRun(mark, runOf(task), watching.restartKeepsStart);
	return isOld ? 'open' : 'news';
}

function isEarly({ addedAt }: Pick<Watching, 'addedAt'>, now: number): boolean {
	return addedAt !== null && now - addedAt < EARLY_ROW_MS;
}

/** Whether a task that is not there may not have been started yet. */
function mayStart(watching: SinceAdded, now: number): boolean {
	return !watching.wasSeen && isEarly(watching, now);
}

/** The mark of a task after a look; the same one if nothing is to be noted. */
export function markAfter(
	task: Task,
	mark: Mark | undefined,
	isFired: boolean,
	now: number,
	restartKeepsStart: boolean,
): Mark | undefined {
	const found = runOf(task);
	const isKnownRun = mark !== undefined && isSameRun(mark, found, restartKeepsStart);
	if (!isFired && !task.finished) {
		// It has begun again: if it is lost now, that is another end.
		return mark?.ended === true ? { ...mark, ended: false, at: now } : mark;
	}
	const run = isKnownRun ? joinRuns(mark.run, found) : found;
	if (!isFired && isKnownRun && mark.ended && run === mark.run) return mark;
	const fired = isKnownRun ? mark.fired : [];
	return {
		run,
		ended: task.finished || (isKnownRun && mark.ended),
		fired: isFired && !fired.includes(task.state) ? [...fired, task.state] : fired,
		at: !isFired && isKnownRun && mark.ended ? mark.at : now,
	};
}
