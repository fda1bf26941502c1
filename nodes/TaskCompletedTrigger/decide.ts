import type { TaskAnswer } from '../providers/provider';
import { TASK_STATES, isFinished } from '../task/states';
import type { Task } from '../task/task';
import { generationOf } from '../watchList/row';
import type { Row } from '../watchList/row';
import type { Poll } from './currentPoll';
import { putMark } from './marks';
import type { Mark } from './marks';
import type { RowNews, Watched } from './sources/source';
import { isToldSince, judge, judgeAwaited, markAfter } from './verdict';
import type { SinceAdded } from './verdict';

/** What follows from an answer. */
export interface Decision {
	readonly watched: Watched;
	readonly answer: TaskAnswer;
	/** Whether the task is to be fired. */
	readonly isNews: boolean;
	/** What the rows are to say. */
	readonly rows: readonly RowNews[];
	/** Whether another look in this poll could find more. */
	readonly isOpen: boolean;
}

/** Decides what an answer means for the task and for each row that names it. */
export function decide(poll: Poll, watched: Watched, answer: TaskAnswer): Decision {
	const { configuration, memory, clock } = poll;
	const { task } = answer;
	const { rows } = watched;
	const mark = memory.marks.get(watched.key);
	const now = clock.now();
	const since = (row: Row | null) => ({
		...sinceAdded(row),
		states: configuration.states,
		restartKeepsStart: watched.provider.restartKeepsStart === true,
	});
	const isAwaited = (row: Row) => row.resumeUrl !== null;
	const judged = rows.map((row) => {
		const verdict = (isAwaited(row) ? judgeAwaited : judge)(task, mark, since(row), now);
		return { row, verdict };
	});
	const isNews =
		rows.length > 0
			? judged.some(({ row, verdict }) => verdict === 'news' && !isAwaited(row))
			: judge(task, mark, since(null), now) === 'news' && !isUncertain(poll, watched, task, mark);
	return {
		watched,
		answer,
		isNews,
		rows: judged.map(({ row, verdict }) => ({
			row,
			// A task that is forgotten after it was told keeps the state it ended in.
			answer: verdict === 'told' && task.state === 'notFound' ? null : answer,
			isClosed: verdict !== 'open' && task.finished,
		})),
		isOpen: !task.finished || judged.some(({ verdict }) => verdict === 'open'),
	};
}

function sinceAdded(row: Row | null): SinceAdded {
	const wasSeen = row !== null && row.state !== null && row.state !== 'notFound';
	return { addedAt: row?.addedAt ?? null, wasSeen };
}

/**
 * Whether a task that is gone may have ended before n8n was started in a way nobody asked for: n8n has
 * not stored that it was seen, since nothing was fired.
 */
function isUncertain(
	{ memory, configuration: { states } }: Poll,
	{ key }: Watched,
	{ state }: Task,
	mark: Mark | undefined,
): boolean {
	const isBlind = memory.isBlind && mark === undefined && !memory.seen.has(key);
	const isSelective = TASK_STATES.some(
		(one) => one !== 'notFound' && isFinished(one) && !states.has(one),
	);
	return state === 'notFound' && isBlind && isSelective;
}

/**
 * What rows are to say whose end is known, whether or not their task can still be asked: it was told
 * before, could not be written, or the execution did not wait yet.
 */
export function knownEnds({ memory, clock }: Poll, { key, rows }: Watched): readonly RowNews[] {
	const mark = memory.marks.get(key);
	const state = mark?.fired.filter(isFinished).at(-1);
	return rows.flatMap((row): RowNews[] => {
		const known = memory.closings.get(generationOf(row));
		if (known !== undefined) return [{ ...known, row }];
		const isTold = row.resumeUrl === null && isToldSince(mark, sinceAdded(row), clock.now());
		return isTold && state !== undefined ? [{ row, answer: null, isClosed: true, state }] : [];
	});
}

/** Notes what a look has found, for this process and for n8n. */
export function note(
	{ memory: { marks }, data, clock }: Poll,
	{ key, provider }: Watched,
	task: Task,
	isFired: boolean,
): void {
	const before = marks.get(key);
	const keepsStart = provider.restartKeepsStart === true;
	const mark = markAfter(task, before, isFired, clock.now(), keepsStart);
	if (mark !== undefined && mark !== before) putMark(marks, data, key, mark);
}
