import { runPod } from '../../../nodes/providers/described/services/runPod';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(runPod, { endpointId: 'e1', jobId: 'j1' }, answer);

it.each([
	['IN_QUEUE', 'queued'],
	['IN_PROGRESS', 'running'],
	['RUNNING', 'running'],
	['COMPLETED', 'succeeded'],
	['FAILED', 'failed'],
	['CANCELLED', 'canceled'],
	['TIMED_OUT', 'failed'],
	['CANCELED', 'unknown'],
	['constructor', 'unknown'],
])('RunPod: "%s" is %s', (status, state) => {
	expect(read(json({ id: 'j1', status }))).toMatchObject({ state, rawStatus: status });
});

it('RunPod: the output is the result, whatever it is', () => {
	for (const output of ['text', { a: 1 }, [1, 2], 0]) {
		expect(read(json({ status: 'COMPLETED', output })).result).toEqual(output);
	}
});

it('RunPod: why it failed', () => {
	expect(read(json({ status: 'FAILED', error: 'CUDA out of memory' })).failure?.message).toBe(
		'CUDA out of memory',
	);
	const inside = { status: 'FAILED', output: { error: 'Bad input' } };
	expect(read(json(inside)).failure?.message).toBe('Bad input');
	expect(read(json({ status: 'TIMED_OUT' })).failure?.message).toContain('no reason');
});

it('RunPod: a job that is forgotten, a wrong key and garbage', () => {
	expect(read(json({ error: 'job not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({}, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(page(404))).httpStatus).toBe(404);
	expect(refusalOf(() => read(json({ id: 'j1' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
