import { TASK_STATES, type TaskState } from '../../../nodes/task/states';
import { createTask, type TaskFacts, type TaskIdentity } from '../../../nodes/task/task';

const identity: TaskIdentity = {
	provider: 'somebody',
	taskId: 'task-1',
	ref: { taskId: 'task-1' },
	checkedAt: new Date('2026-01-02T03:04:05.678Z'),
};

const taskIn = (state: TaskState, more: Partial<TaskFacts> = {}) =>
	createTask(identity, { state, ...more });

describe('A normalised task', () => {
	it('has every key of the contract, in its order, and the empty value where nothing is known', () => {
		const task = taskIn('queued');
		expect(task).toStrictEqual({
			provider: 'somebody',
			taskId: 'task-1',
			ref: { taskId: 'task-1' },
			state: 'queued',
			outcome: 'inProgress',
			finished: false,
			succeeded: null,
			progress: null,
			message: null,
			failure: null,
			warning: null,
			rawStatus: null,
			startedAt: null,
			finishedAt: null,
			jobs: [],
			result: null,
			details: {},
			checkedAt: '2026-01-02T03:04:05.678Z',
		});
	});

	it('survives JSON unchanged, so that a workflow sees what the tests see', () => {
		const task = taskIn('succeeded', {
			progress: 100,
			result: { files: ['a'] },
			jobs: [{ jobId: null, state: 'succeeded', rawStatus: 'Done' }],
			details: { position: 3 },
		});
		expect(JSON.parse(JSON.stringify(task))).toStrictEqual(task);
	});

	it.each<[TaskState, boolean | null]>([
		['queued', null],
		['running', null],
		['actionRequired', null],
		['unknown', null],
		['succeeded', true],
		['failed', false],
		['canceled', false],
		['notFound', false],
	])('that is %s has succeeded: %p', (state, succeeded) => {
		expect(taskIn(state).succeeded).toBe(succeeded);
	});

	it.each(TASK_STATES)('that is %s carries a result only if it succeeded', (state) => {
		const { result } = taskIn(state, { result: { secret: 'of others' } });
		expect(result).toEqual(state === 'succeeded' ? { secret: 'of others' } : null);
	});

	it.each<[unknown]>([['OK'], [0], [false], [''], [[]], [{}]])(
		'keeps a result as it is, also one that looks like nothing: %j',
		(result) => {
			expect(taskIn('succeeded', { result }).result).toEqual(result);
		},
	);

	it('has no progress of its own making: a success without a number stays without', () => {
		expect(taskIn('succeeded').progress).toBeNull();
	});

	it('clamps the progress', () => {
		expect(taskIn('running', { progress: 123.456 }).progress).toBe(100);
	});
});

describe('A text that means "no error"', () => {
	it.each(['None', 'OK', 'null', '', ' success '])('%p is no reason of a failure', (message) => {
		const failed = createTask(identity, { state: 'failed', failure: { code: 'None', message } });
		expect(failed.failure).toEqual({ code: null, message: 'The provider gave no reason' });
		const silent = createTask(identity, { state: 'canceled', message });
		expect(silent.failure?.message).toBe('The task was canceled at the provider');
		const coded = createTask(identity, {
			state: 'failed',
			failure: { code: 'OK', message: 'boom' },
		});
		expect(coded.failure).toEqual({ code: null, message: 'boom' });
	});

	it.each(['None', 'OK', 'null'])('%p is no warning', (message) => {
		const warning = { code: null, message, count: null };
		expect(createTask(identity, { state: 'succeeded', warning }).warning).toBeNull();
	});
});
