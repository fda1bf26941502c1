import { TASK_STATES, isFinished, outcomeOf } from '../../../nodes/task/states';
import type { Task } from '../../../nodes/task/task';

const ISO = /^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$|^\+\d{6}-/;

const TEXTS = ['message', 'rawStatus'] as const;
const DATES = ['startedAt', 'finishedAt'] as const;

/** Expects what the contract says of every task, whatever it was read from. */
export function expectValidTask(task: Task): void {
	expect(TASK_STATES).toContain(task.state);
	expect(task.outcome).toBe(outcomeOf(task.state));
	expect(task.finished).toBe(isFinished(task.state));
	expect(task.succeeded).toBe(task.finished ? task.state === 'succeeded' : null);
	if (task.progress !== null) {
		expect(task.progress).toBeGreaterThanOrEqual(0);
		expect(task.progress).toBeLessThanOrEqual(100);
		expect(Math.round(task.progress * 10) / 10).toBe(task.progress);
	}
	for (const key of TEXTS) expect(task[key] === null || typeof task[key] === 'string').toBe(true);
	for (const key of DATES) expect(task[key] ?? '2026-01-01T00:00:00.000Z').toMatch(ISO);
	expect(task.checkedAt).toMatch(ISO);
	if (task.failure !== null) {
		expect(task.failure.message.trim()).not.toBe('');
		expect(['none', 'ok', 'null', 'undefined']).not.toContain(task.failure.message.toLowerCase());
	}
	if (task.state !== 'succeeded') expect(task.result).toBeNull();
	for (const job of task.jobs) expect(TASK_STATES).toContain(job.state);
	expectNoUndefined(task);
	// n8n stores items as JSON: nothing may be lost or refused there.
	expect(() => JSON.stringify(task)).not.toThrow();
}

function expectNoUndefined(value: unknown): void {
	expect(value).not.toBe(undefined);
	expect(typeof value).not.toBe('function');
	if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectNoUndefined);
}
