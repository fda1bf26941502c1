import { mistralBatch } from '../../../nodes/providers/described/services/mistralBatch';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(mistralBatch, { jobId: 'j1' }, answer);

it.each([
	['QUEUED', 'queued'],
	['RUNNING', 'running'],
	['CANCELLATION_REQUESTED', 'running'],
	['SUCCESS', 'succeeded'],
	['FAILED', 'failed'],
	['TIMEOUT_EXCEEDED', 'failed'],
	['CANCELLED', 'canceled'],
	['SUCCEEDED', 'unknown'],
	['constructor', 'unknown'],
])('Mistral: "%s" is %s', (status, state) => {
	expect(read(json({ object: 'batch', status }))).toMatchObject({ state, rawStatus: status });
});

it('Mistral: progress, and times in seconds', () => {
	const body = {
		status: 'RUNNING',
		completed_requests: 1,
		total_requests: 3,
		started_at: 1767261600,
		completed_at: null,
	};
	expect(read(json(body))).toMatchObject({
		progress: 33.3,
		startedAt: '2026-01-01T10:00:00.000Z',
		finishedAt: null,
	});
});

it('Mistral: SUCCESS with failed requests is a warning, and without one success a failure', () => {
	const some = { status: 'SUCCESS', failed_requests: 2, succeeded_requests: 8 };
	expect(read(json(some))).toMatchObject({ state: 'succeeded', warning: { count: 2 } });
	const all = { status: 'SUCCESS', failed_requests: 10, succeeded_requests: 0 };
	expect(read(json(all))).toMatchObject({
		state: 'failed',
		failure: { message: 'Every request of the batch failed' },
	});
});

it('Mistral: why a job failed, and what it left', () => {
	const errors = [
		{ message: 'Line 3: bad body', count: 2 },
		{ message: 'Quota', count: 1 },
	];
	expect(read(json({ status: 'FAILED', errors })).failure?.message).toBe('Line 3: bad body; Quota');
	const done = { status: 'SUCCESS', output_file: 'f1', error_file: null, outputs: null };
	expect(read(json(done)).result).toEqual({ output_file: 'f1', error_file: null, outputs: null });
});

it('Mistral: an unknown ID, a wrong key and garbage', () => {
	expect(read(json({ detail: 'Job not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({ detail: 'Unauthorized' }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ detail: [] }, 422))).httpStatus).toBe(422);
	expect(refusalOf(() => read(json({ object: 'batch' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
