import { anthropicBatch } from '../../../nodes/providers/described/services/anthropicBatch';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(anthropicBatch, { batchId: 'b1' }, answer);
const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
const ended = (counts: Partial<typeof NONE>, more: object = {}) =>
	read(
		json({
			type: 'message_batch',
			processing_status: 'ended',
			request_counts: { ...NONE, ...counts },
			archived_at: null,
			results_url: 'https://api.anthropic.com/v1/messages/batches/b1/results',
			ended_at: '2026-01-01T10:00:00Z',
			...more,
		}),
	);

it.each([
	['in_progress', 'running'],
	['canceling', 'running'],
	['ended', 'succeeded'],
	['failed', 'unknown'],
	['constructor', 'unknown'],
])('Anthropic: "%s" is %s', (processing_status, state) => {
	const body = { processing_status, request_counts: { ...NONE, processing: 3 } };
	expect(read(json(body))).toMatchObject({
		state,
		rawStatus: processing_status,
		// The counts are 0 until the end, whatever was done.
		progress: null,
	});
});

it.each([
	['all succeeded', { succeeded: 3 }, 'succeeded', null],
	['some errored', { succeeded: 2, errored: 1 }, 'succeeded', 1],
	['some expired', { succeeded: 2, errored: 1, expired: 3 }, 'succeeded', 4],
	['all errored', { errored: 3 }, 'failed', null],
	['all expired', { expired: 3 }, 'failed', null],
	['all canceled', { canceled: 3 }, 'canceled', null],
	['canceled on the way', { succeeded: 1, canceled: 2 }, 'canceled', null],
])('Anthropic: "ended" with %s', (_, counts, state, count) => {
	const task = ended(counts);
	expect(task.state).toBe(state);
	expect(task.warning?.count ?? null).toBe(count);
	expect(task.finishedAt).toBe('2026-01-01T10:00:00.000Z');
});

it('Anthropic: a result that is gone: an archived batch', () => {
	const task = ended({ succeeded: 3 }, { archived_at: '2026-02-01T00:00:00Z', results_url: null });
	expect(task.warning).toMatchObject({ message: expect.stringContaining('archived') as string });
	expect(task.result).toMatchObject({ results_url: null });
});

it('Anthropic: an unknown ID, a wrong key and garbage', () => {
	const error = { type: 'not_found_error', message: 'No such batch' };
	expect(read(json({ type: 'error', error, request_id: null }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No such batch' },
	});
	expect(refusalOf(() => read(json({ type: 'error', error }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ type: 'error', error }, 529))).kind).toBe('unavailable');
	expect(refusalOf(() => read(json({ type: 'error', error }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
