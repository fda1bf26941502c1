import { runway } from '../../../nodes/providers/described/services/runway';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { taskId: 't1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(runway, ref, answer);

it.each([
	['PENDING', 'queued'],
	['THROTTLED', 'queued'],
	['RUNNING', 'running'],
	['SUCCEEDED', 'succeeded'],
	['FAILED', 'failed'],
	['CANCELLED', 'canceled'],
	['CANCELED', 'unknown'],
	['DELETED', 'unknown'],
	['constructor', 'unknown'],
])('Runway: "%s" is %s', (status, state) => {
	expect(read(json({ id: 't1', status }))).toMatchObject({
		state,
		rawStatus: status,
		taskId: 't1',
	});
});

it('Runway: the progress is a part of 1, and only while it runs', () => {
	expect(read(json({ status: 'RUNNING', progress: 0.25 })).progress).toBe(25);
	expect(read(json({ status: 'THROTTLED' })).progress).toBeNull();
});

it('Runway: why it failed', () => {
	const failure = { failure: 'The input was moderated', failureCode: 'SAFETY.INPUT.TEXT' };
	expect(read(json({ status: 'FAILED', ...failure })).failure).toEqual({
		code: 'SAFETY.INPUT.TEXT',
		message: 'The input was moderated',
	});
});

it('Runway: the output is a list of links', () => {
	const output = ['https://cdn.example.com/a.mp4?_jwt=x', 'https://cdn.example.com/b.mp4?_jwt=x'];
	const task = read(json({ status: 'SUCCEEDED', output }));
	expect(filesIn(runway, ref, task).map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4']);
	expect(read(json({ status: 'RUNNING', output })).result).toBeNull();
});

it('Runway: a deleted task is gone; a missing version, errors in a 2xx and garbage are no state', () => {
	expect(read(json({ error: 'Task not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({ error: 'Version required' }, 400))).kind).toBe('provider');
	expect(refusalOf(() => read(json({ error: 'Bad key' }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ error: 'Oops' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
	expect(refusalOf(() => read(page(404))).httpStatus).toBe(404);
});
