import { EARLY_ROW_MS } from '../../../nodes/TaskCompletedTrigger/limits';
import { runOf } from '../../../nodes/TaskCompletedTrigger/marks';
import type { Mark } from '../../../nodes/TaskCompletedTrigger/marks';
import { judge, judgeAwaited, markAfter } from '../../../nodes/TaskCompletedTrigger/verdict';
import type { Verdict } from '../../../nodes/TaskCompletedTrigger/verdict';
import { TASK_STATES } from '../../../nodes/task/states';
import type { TaskState } from '../../../nodes/task/states';
import { createTask } from '../../../nodes/task/task';
import type { Task } from '../../../nodes/task/task';

const NOW = Date.UTC(2026, 0, 2);
const BEFORE = NOW - 60 * 60_000;
const RUN_1 = '2026-01-01T00:00:00.000Z';
const RUN_2 = '2026-01-01T23:00:00.000Z';
const STATES: ReadonlySet<TaskState> = new Set(['succeeded', 'failed', 'canceled']);

const task = (state: TaskState, startedAt: string | null = RUN_1): Task =>
	createTask(
		{ provider: 'any', taskId: 't', ref: { taskId: 't' }, checkedAt: new Date(NOW) },
		{ state, startedAt },
	);

const told = (state: TaskState, at = BEFORE, startedAt: string | null = RUN_1): Mark => ({
	run: runOf({ startedAt, finishedAt: null }),
	ended: true,
	fired: [state],
	at,
});

const inList = { states: STATES, addedAt: null, wasSeen: false, restartKeepsStart: false };
const asksLost = { ...inList, states: new Set([...STATES, 'notFound' as const]) };
const addedAgain = { ...asksLost, addedAt: BEFORE + 1 };
const addedNow = { ...asksLost, addedAt: NOW - 1_000 };

describe('what a look means', () => {
	it.each<[string, Task, Mark | undefined, typeof inList | typeof addedNow, Verdict]>([
		['a running task', task('running'), undefined, inList, 'open'],
		['a word nobody documented', task('unknown'), undefined, inList, 'open'],
		['an end', task('succeeded'), undefined, inList, 'news'],
		['an end nobody asked for', task('notFound'), undefined, inList, 'unasked'],
		['the same end again', task('succeeded'), told('succeeded'), inList, 'told'],
		['another end of the same run', task('succeeded'), told('failed'), inList, 'news'],
		['the end of the next run', task('succeeded', RUN_2), told('succeeded'), inList, 'news'],
		['a task forgotten after its end', task('notFound'), told('succeeded'), asksLost, 'told'],
		['a task that is gone', task('notFound'), undefined, asksLost, 'news'],
		['a row before its task', task('notFound'), undefined, addedNow, 'open'],
		[
			'a row whose task was seen',
			task('notFound'),
			undefined,
			{ ...addedNow, wasSeen: true },
			'news',
		],
		['the last end, added again', task('succeeded'), told('succeeded'), addedAgain, 'open'],
		[
			'the same, without runs',
			task('succeeded', null),
			told('succeeded', BEFORE, null),
			addedAgain,
			'told',
		],
		[
			'an end told since it was added',
			task('succeeded'),
			told('succeeded', NOW),
			addedAgain,
			'told',
		],
		['a row added again, task gone', task('notFound'), told('succeeded'), addedAgain, 'news'],
		[
			'a row before its task, told to be gone for another row',
			task('notFound'),
			told('notFound', NOW),
			addedNow,
			'open',
		],
	])('%s', (_name, found, mark, watching, verdict) => {
		expect(judge(found, mark, watching, NOW)).toBe(verdict);
	});

	it.each<[string, Task, Mark | undefined, typeof addedNow, 'open' | 'news']>([
		['a running task', task('running'), undefined, addedNow, 'open'],
		['a wait for a person', task('actionRequired'), undefined, addedNow, 'open'],
		['any end', task('canceled'), undefined, addedNow, 'news'],
		['a task before its start', task('notFound'), undefined, addedNow, 'open'],
		[
			'the same, told to be gone for another row',
			task('notFound'),
			told('notFound', NOW),
			addedNow,
			'open',
		],
		['the end of the last run', task('succeeded'), told('succeeded'), addedNow, 'open'],
		['the same, ten minutes later', task('succeeded'), told('succeeded'), addedAgain, 'news'],
		['the end of the next run', task('succeeded', RUN_2), told('succeeded'), addedNow, 'news'],
	])('for an execution that waits: %s', (_name, found, mark, watching, verdict) => {
		expect(judgeAwaited(found, mark, watching, NOW)).toBe(verdict);
	});

	it('ends the patience with a row exactly ten minutes after it was added', () => {
		const at = (ago: number) => ({ ...asksLost, addedAt: NOW - ago });
		expect(judge(task('notFound'), undefined, at(EARLY_ROW_MS - 1), NOW)).toBe('open');
		expect(judge(task('notFound'), undefined, at(EARLY_ROW_MS), NOW)).toBe('news');
	});

	it.each([RUN_1, null])('whatever was fired is not fired again (start %s)', (startedAt) => {
		const states = new Set(TASK_STATES);
		for (const state of TASK_STATES) {
			const found = task(state, startedAt);
			const watching = { ...inList, states };
			if (judge(found, undefined, watching, NOW) !== 'news') continue;
			const mark = markAfter(found, undefined, true, NOW, false);
			expect(judge(found, mark, watching, NOW + 1)).not.toBe('news');
		}
	});

	it('notes nothing of a task that runs, unless its last run is known', () => {
		expect(markAfter(task('running'), undefined, false, NOW, false)).toBeUndefined();
		const last = told('succeeded');
		expect(markAfter(task('running', RUN_2), last, false, NOW, false)).toMatchObject({
			ended: false,
		});
	});

	const END = '2026-01-01T01:00:00.000Z';
	const LATER = '2026-01-01T02:00:00.000Z';
	const end = (startedAt: string | null, finishedAt: string | null) =>
		createTask(
			{ provider: 'any', taskId: 't', ref: { taskId: 't' }, checkedAt: new Date(NOW) },
			{ state: 'succeeded', startedAt, finishedAt },
		);
	const keepsStart = { ...inList, restartKeepsStart: true };

	it.each([false, true])(
		'takes times that only some answers name for no other run (%s)',
		(keeps) => {
			const watching = keeps ? keepsStart : inList;
			let mark = markAfter(end(null, null), undefined, true, BEFORE, keeps);
			for (const known of [end(RUN_1, null), end(null, END), end(RUN_1, END), end(null, null)]) {
				expect(judge(known, mark, watching, NOW)).toBe('told');
				mark = markAfter(known, mark, false, NOW, keeps);
			}
			expect(judge(end(RUN_2, null), mark, watching, NOW)).toBe('news');
		},
	);

	it('tells runs by their ends where a restart keeps the start, or where it was seen', () => {
		const fired = markAfter(end(RUN_1, END), undefined, true, BEFORE, false);
		expect(judge(end(RUN_1, LATER), fired, keepsStart, NOW)).toBe('news');
		const begunAgain = markAfter(task('running'), fired, false, BEFORE, false);
		expect(judge(end(RUN_1, LATER), begunAgain, inList, NOW)).toBe('news');
		expect(judge(end(RUN_1, END), begunAgain, inList, NOW)).not.toBe('news');
	});

	it('fires once where the end is the time of the last change, which moves', () => {
		const fired = markAfter(end(RUN_1, END), undefined, true, BEFORE, false);
		expect(judge(end(RUN_1, LATER), fired, inList, NOW)).toBe('told');
	});
});
