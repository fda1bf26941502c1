import { MAX_ENTRIES_PER_TASK, MAX_TAIL_ENTRIES } from '../../../nodes/TaskCompletedTrigger/limits';
import { taskHash } from '../../../nodes/TaskCompletedTrigger/state/identity';
import {
	fromEntries,
	isFired,
	isReported,
	pruned,
	toEntries,
	withReported,
	withSeen,
	type Reported,
} from '../../../nodes/TaskCompletedTrigger/state/reported';
import { createTask, type Task } from '../../../nodes/task/task';
import type { TaskState } from '../../../nodes/task/states';

const NONE: Reported = new Map();

function task(taskId: string, state: TaskState = 'succeeded', startedAt?: string): Task {
	return createTask(
		{ provider: 'cloudCoin', taskId, ref: { taskId }, checkedAt: new Date(0) },
		{ state, ...(startedAt && { startedAt }) },
	);
}

const many = (count: number, prefix = 'task') =>
	Array.from({ length: count }, (_, index) => task(`${prefix}-${index}`));

describe('what has been reported', () => {
	it('is a task in a state of a run', () => {
		const reported = withReported(NONE, [task('one', 'succeeded', '2026-01-01T00:00:00.000Z')]);
		expect(isReported(reported, task('one', 'succeeded', '2026-01-01T00:00:00.000Z'))).toBe(true);
		expect(isReported(reported, task('one', 'succeeded', '2026-01-02T00:00:00.000Z'))).toBe(false);
		expect(isReported(reported, task('one', 'failed', '2026-01-01T00:00:00.000Z'))).toBe(false);
		expect(isReported(reported, task('two', 'succeeded', '2026-01-01T00:00:00.000Z'))).toBe(false);
	});

	it('tells tasks of two providers with the same identifier apart', () => {
		const other = { ...task('one'), provider: 'rocketRide' };
		expect(isReported(withReported(NONE, [task('one')]), other)).toBe(false);
	});

	it('does not depend on the order of the identifiers', () => {
		const one = { ...task('x'), ref: { a: '1', b: '2' } };
		const other = { ...task('x'), ref: { b: '2', a: '1' } };
		expect(taskHash(one)).toBe(taskHash(other));
	});

	it('goes through its stored form unchanged', () => {
		const reported = withReported(NONE, [...many(3), task('task-1', 'failed')]);
		expect(fromEntries(toEntries(reported))).toEqual(reported);
	});

	it('takes a task that ended and was forgotten for no news, but not for fired unless it was', () => {
		const gone = task('one', 'notFound');
		expect(isReported(NONE, gone)).toBe(false);
		const fired = withReported(NONE, [task('one')]);
		expect([isReported(fired, gone), isFired(fired, gone)]).toEqual([true, true]);
		const seen = withSeen(NONE, [task('one')]);
		expect([isReported(seen, gone), isFired(seen, gone)]).toEqual([true, false]);
		expect(isReported(seen, task('one'))).toBe(false);
	});

	it('is the same object when nothing new was seen', () => {
		const seen = withSeen(NONE, [task('one')]);
		expect(withSeen(seen, [task('one')])).toBe(seen);
	});

	it('keeps the newest runs of a task only', () => {
		const runs = Array.from({ length: 20 }, (_, day) => task('one', 'succeeded', `day ${day}`));
		const reported = withReported(NONE, runs);
		expect(toEntries(reported)).toHaveLength(MAX_ENTRIES_PER_TASK);
		expect(isReported(reported, task('one', 'succeeded', 'day 19'))).toBe(true);
	});
});

describe('pruning', () => {
	it('leaves a small collection alone', () => {
		const reported = withReported(NONE, many(100));
		expect(pruned(reported, new Set(), 0)).toBe(reported);
	});

	it('drops the oldest tasks that are not watched any more', () => {
		const watched = many(50, 'watched');
		const reported = withReported(NONE, [...watched, ...many(MAX_TAIL_ENTRIES + 500)]);
		const kept = pruned(reported, new Set(watched.map(taskHash)), watched.length);
		expect(toEntries(kept)).toHaveLength(MAX_TAIL_ENTRIES + watched.length);
		expect(watched.every((one) => isReported(kept, one))).toBe(true);
		expect(isReported(kept, task('task-0'))).toBe(false);
		expect(isReported(kept, task(`task-${MAX_TAIL_ENTRIES + 499}`))).toBe(true);
	});

	it('stays below 1 MB whatever is watched', () => {
		const all = many(50_000);
		const kept = pruned(withReported(NONE, all), new Set(all.map(taskHash)), all.length);
		expect(JSON.stringify(toEntries(kept)).length).toBeLessThan(1_000_000);
		expect(isReported(kept, task('task-49999'))).toBe(true);
	});
});
