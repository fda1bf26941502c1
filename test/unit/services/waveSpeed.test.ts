import { waveSpeed } from '../../../nodes/providers/described/services/waveSpeed';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { predictionId: 'p1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(waveSpeed, ref, answer);
const ok = (data: unknown) => json({ code: 200, message: 'success', data });

it.each([
	['created', 'queued'],
	['processing', 'running'],
	['completed', 'succeeded'],
	['failed', 'failed'],
	['cancelled', 'canceled'],
	['timeout', 'failed'],
	['deleted', 'canceled'],
	['succeeded', 'unknown'],
	['isPrototypeOf', 'unknown'],
])('WaveSpeedAI: "%s" is %s', (status, state) => {
	expect(read(ok({ status }))).toMatchObject({ state, rawStatus: status, taskId: 'p1' });
});

it('WaveSpeedAI: a submit request that ran out of time says nothing of the task', () => {
	const error = 'Sync mode timed out after 60 seconds';
	expect(read(ok({ status: 'processing', error })).state).toBe('running');
	expect(read(ok({ status: '', code: 5004, error })).state).toBe('running');
	expect(read(ok({ status: 'completed', code: 5004 })).state).toBe('succeeded');
	expect(read(ok({ status: 'failed', code: 5004 })).state).toBe('failed');
});

it('WaveSpeedAI: why it failed, and files as texts or objects', () => {
	expect(read(ok({ status: 'failed', error: 'NSFW content' })).failure?.message).toBe(
		'NSFW content',
	);
	const outputs = ['https://cdn.example.com/a.png', { url: 'https://cdn.example.com/b.mp4' }];
	const task = read(ok({ status: 'completed', outputs, error: '' }));
	expect(task.result).toEqual(outputs);
	expect(filesIn(waveSpeed, ref, task).map(({ name }) => name)).toEqual(['a.png', 'b.mp4']);
});

it('WaveSpeedAI: the code in the body counts', () => {
	const code = (value: number, message: string) => json({ code: value, message, data: null });
	expect(read(code(404, 'prediction not found'))).toMatchObject({
		state: 'notFound',
		failure: { message: 'prediction not found' },
	});
	expect(refusalOf(() => read(code(401, 'Unauthorized'))).kind).toBe('credential');
	expect(refusalOf(() => read(code(429, 'Slow down'))).kind).toBe('rateLimited');
	expect(refusalOf(() => read(code(500, 'Oops'))).kind).toBe('unavailable');
	expect(read(json({ code: 404, message: 'gone' }, 404)).state).toBe('notFound');
});

it('WaveSpeedAI: garbage is no state', () => {
	expect(refusalOf(() => read(json({ data: { status: 'completed' } }))).kind).toBe('protocol');
	expect(refusalOf(() => read(ok(null))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
