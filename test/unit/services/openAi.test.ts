import { openAi } from '../../../nodes/providers/described/services/openAi';
import { json, page, readTask, refusalOf } from './support';

type Answer = Parameters<typeof readTask>[2];
const batch = (answer: Answer) => readTask(openAi, { kind: 'batch', jobId: 'b1' }, answer);
const response = (answer: Answer) => readTask(openAi, { kind: 'response', jobId: 'r1' }, answer);
const counts = (completed: number, failed: number, total: number) => ({
	request_counts: { completed, failed, total },
});

describe('OpenAI, batches', () => {
	it.each([
		['validating', 'queued'],
		['in_progress', 'running'],
		['finalizing', 'running'],
		['cancelling', 'running'],
		['completed', 'succeeded'],
		['failed', 'failed'],
		['expired', 'failed'],
		['cancelled', 'canceled'],
		// Together writes the same contract in capitals.
		['COMPLETED', 'succeeded'],
		['incomplete', 'unknown'],
		['constructor', 'unknown'],
	])('"%s" is %s', (status, state) => {
		expect(batch(json({ object: 'batch', status }))).toMatchObject({ state, rawStatus: status });
	});

	it('progress counts failed requests as done', () => {
		expect(batch(json({ status: 'in_progress', ...counts(20, 5, 100) })).progress).toBe(25);
		expect(batch(json({ status: 'validating', ...counts(0, 0, 0) })).progress).toBeNull();
		expect(batch(json({ status: 'validating', request_counts: null })).progress).toBeNull();
	});

	it('a success word with failed parts is a warning', () => {
		const task = batch(json({ status: 'completed', ...counts(98, 2, 100) }));
		expect(task).toMatchObject({ state: 'succeeded', warning: { count: 2 } });
		expect(batch(json({ status: 'completed', ...counts(100, 0, 100) })).warning).toBeNull();
	});

	it('a batch without one success has failed', () => {
		expect(batch(json({ status: 'completed', ...counts(0, 100, 100) }))).toMatchObject({
			state: 'failed',
			failure: { message: 'Every request of the batch failed' },
		});
	});

	it('why it failed, and when, in seconds', () => {
		const data = [
			{ code: 'invalid_json_line', message: 'Line 1 is no JSON', line: 1 },
			{ code: 'invalid_json_line', message: 'Line 2 is no JSON', line: 2 },
		];
		const body = { status: 'failed', errors: { object: 'list', data }, failed_at: 1767261600 };
		expect(batch(json(body))).toMatchObject({
			failure: { code: 'invalid_json_line', message: 'Line 1 is no JSON; Line 2 is no JSON' },
			startedAt: null,
			finishedAt: '2026-01-01T10:00:00.000Z',
		});
	});

	it('the result is the IDs of its files, of which either may be absent', () => {
		const body = { status: 'completed', ...counts(0, 0, 0), error_file_id: 'file-e' };
		expect(batch(json(body)).result).toEqual({ output_file_id: null, error_file_id: 'file-e' });
	});
});

describe('OpenAI, responses in the background', () => {
	it.each([
		['queued', 'queued'],
		['in_progress', 'running'],
		['completed', 'succeeded'],
		['failed', 'failed'],
		['cancelled', 'canceled'],
		['incomplete', 'failed'],
		['validating', 'unknown'],
	])('"%s" is %s', (status, state) => {
		expect(response(json({ object: 'response', status }))).toMatchObject({ state });
	});

	it('the output is the result', () => {
		const output = [{ type: 'message', content: [] }];
		const body = { status: 'completed', output, created_at: 1767261600, error: null };
		expect(response(json(body))).toMatchObject({
			result: output,
			startedAt: '2026-01-01T10:00:00.000Z',
		});
	});

	it('why it failed, or was cut off', () => {
		const error = { code: 'server_error', message: 'Try again' };
		expect(response(json({ status: 'failed', error })).failure).toEqual(error);
		const cut = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
		expect(response(json(cut)).failure).toEqual({
			code: 'max_output_tokens',
			message: 'max_output_tokens',
		});
	});
});

it.each([
	['batch', batch],
	['response', response],
])('OpenAI, %s: an unknown ID, a wrong key and garbage', (_kind, read) => {
	const error = { message: 'No such object', type: 'invalid_request_error', code: null };
	expect(read(json({ error }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No such object' },
	});
	expect(refusalOf(() => read(json({ error }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ error }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
	expect(refusalOf(() => read(json(null))).kind).toBe('protocol');
});
