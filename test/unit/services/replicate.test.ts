import { replicate } from '../../../nodes/providers/described/services/replicate';
import { TaskRequestError } from '../../../nodes/task/errors';
import { json, page, readTask } from './support';

const ref = { predictionId: 'p1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(replicate, ref, answer);

it.each([
	['starting', 'queued'],
	['processing', 'running'],
	['succeeded', 'succeeded'],
	['failed', 'failed'],
	['canceled', 'canceled'],
	['aborted', 'canceled'],
	['Succeeded ', 'succeeded'],
	['successful', 'unknown'],
	['constructor', 'unknown'],
])('Replicate: "%s" is %s', (status, state) => {
	expect(read(json({ status }))).toMatchObject({ state, rawStatus: status.trim() });
});

it('Replicate: a success whose output is gone says so', () => {
	const task = read(json({ status: 'succeeded', output: null, data_removed: true }));
	expect(task.state).toBe('succeeded');
	expect(task.warning?.message).toContain('after an hour');
});

it('Replicate: why it failed, and when', () => {
	const body = {
		status: 'failed',
		error: 'CUDA out of memory',
		started_at: '2026-01-01T10:00:00.5Z',
		completed_at: null,
	};
	expect(read(json(body))).toMatchObject({
		failure: { code: null, message: 'CUDA out of memory' },
		startedAt: '2026-01-01T10:00:00.500Z',
		finishedAt: null,
	});
});

it('Replicate: an unknown ID is not found, a web page is an error', () => {
	expect(read(json({ detail: 'Not found.' }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'Not found.' },
	});
	expect(() => read(page(404))).toThrow(TaskRequestError);
	expect(() => read(page())).toThrow('a body that is not JSON');
	expect(() => read(json({}))).toThrow('the status of a task in "status"');
	expect(() => read(json({ detail: 'Unauthenticated' }, 401))).toThrow('refused the key');
});
