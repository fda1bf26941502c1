import { canceledError, TaskRequestError, type TaskErrorKind } from '../../../nodes/task/errors';

describe('An error of a request', () => {
	it.each<[TaskErrorKind, boolean]>([
		['rateLimited', true],
		['unavailable', true],
		['timeout', true],
		['protocol', true],
		['input', false],
		['configuration', false],
		['credential', false],
		['provider', false],
		['taskFailed', false],
		['waitedTooLong', false],
		['canceled', false],
	])('of kind %s may pass by itself: %p', (kind, transient) => {
		const error = new TaskRequestError(kind, 'What happened', { description: 'What to do' });
		expect(error.transient).toBe(transient);
	});

	it('of a stopped execution says that the task goes on', () => {
		expect(canceledError()).toMatchObject({ kind: 'canceled', transient: false });
		expect(canceledError().description).toContain('goes on at the provider');
	});
});
