import type { TaskAnswer } from '../providers/provider';
import { TASK_STATES, isFinished } from '../task/states';
import type { TaskState } from '../task/states';
import type { Row } from '../watchList/row';
import type { Poll } from './currentPoll';
import type { Mark } from './marks';
import type { RowNews, Watched } from './sources/source';
import { isToldSince, judge, judgeAwaited } from './verdict';
import type { Verdict } from './verdict';

/** What follows from an answer. */
export interface Decision {
	readonly watched: Watched;
	readonly answer: TaskAnswer;
	/** Whether the task is to be fired. */
	readonly isNews: boolean;
	/** What the rows are to say. */
	readonly rows: readonly RowNews[];
	/** Rows whose executions are to be resumed. */
	readonly resumes: readonly Row[];
	/** Whether another look in this poll could find more. */
	readonly isOpen: boolean;
}

/** Decides what an answer means for the task and for each row that names it. */
export function decide(poll: Poll, watched: Watched, answer: TaskAnswer): Decision {
	const { configuration, memory, clock } = poll;
	const { task } = answer;
	const { states } = configuration;
	const mark = memory.marks.get(watched.key);
	const now = clock.now();
	const { restartKeepsStart = false } = watched.provider;
	if (watched.rows.length === 0) {
		const verdict = judge(
			task,
			mark,
			{ states, addedAt: null, wasSeen: false, restartKeepsStart },
			now,
		);
		const isNews = verdict === 'news' && !isUncertain(poll, watched, task.state, mark);
		return { watched, answer, isNews, rows: [], resumes: [], isOpen: !task.finished };
	}
	const rows: RowNews[] = [];
	const resumes: Row[] = [];
	const verdicts = new Set<Verdict>();
	for (const row of watched.rows) {
		const wasSeen = row.state !== null && row.state !== 'notFound';
		const watching = { states, addedAt: row.addedAt, wasSeen, restartKeepsStart };
		if (row.resumeUrl !== null) {
			if (judgeAwaited(task, mark, watching, now) === 'news') resumes.push(row);
			else {
				verdicts.add('open');
				rows.push({ row, answer, isClosed: false });
			}
			continue;
		}
		const verdict = judge(task, mark, watching, now);
		verdicts.add(verdict);
		// A task that is forgotten after it was told keeps the state it ended in.
		const isForgotten = verdict === 'told' && task.state === 'notFound';
		const isClosed = verdict !== 'open' && task.finished;
		rows.push({ row, answer: isForgotten ? null : answer, isClosed });
	}
	const isOpen = !task.finished || verdicts.has('open');
	return { watched, answer, isNews: verdicts.has('news'), rows, resumes, isOpen };
}

/**
 * Whether a task that is gone may have ended before n8n was started in a way nobody asked for: n8n has
 * not stored that it was seen, since nothing was fired.
 */
function isUncertain(
	{ memory, configuration: { states } }: Poll,
	{ key }: Watched,
	state: TaskState,
	mark: Mark | undefined,
): boolean {
	const isBlind = memory.isBlind && mark === undefined && !memory.seen.has(key);
	const isSelective = TASK_STATES.some(
		(one) => one !== 'notFound' && isFinished(one) && !states.has(one),
	);
	return state === 'notFound' && isBlind && isSelective;
}

/** Rows whose end was told before; they are done with, whether or not their task can still be asked. */
export function toldRows({ memory }: Poll, { key, rows }: Watched): readonly RowNews[] {
	const mark = memory.marks.get(key);
	const state = mark?.fired.at(-1);
	return rows
		.filter(({ resumeUrl, addedAt }) => resumeUrl === null && isToldSince(mark, addedAt))
		.map((row) => ({ row, answer: null, isClosed: true, ...(state && { state }) }));
}
