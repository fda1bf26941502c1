import { apify } from '../../../nodes/providers/described/services/apify';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) => readTask(apify, { runId: 'r1' }, answer);

it.each([
	['READY', 'queued'],
	['RUNNING', 'running'],
	['TIMING-OUT', 'running'],
	['ABORTING', 'running'],
	['SUCCEEDED', 'succeeded'],
	['FAILED', 'failed'],
	['TIMED-OUT', 'failed'],
	['ABORTED', 'canceled'],
	['TIMED_OUT', 'unknown'],
	['hasOwnProperty', 'unknown'],
])('Apify: "%s" is %s', (status, state) => {
	expect(read(json({ data: { status } }))).toMatchObject({ state, rawStatus: status });
});

it('Apify: what the Actor says is the message, and the reason of a failed run', () => {
	const data = {
		status: 'FAILED',
		statusMessage: 'The Actor process failed',
		exitCode: 1,
		startedAt: '2026-01-01T10:00:00.000Z',
		finishedAt: '2026-01-01T10:05:00.000Z',
	};
	expect(read(json({ data }))).toMatchObject({
		message: 'The Actor process failed',
		failure: { message: 'The Actor process failed' },
		startedAt: '2026-01-01T10:00:00.000Z',
		finishedAt: '2026-01-01T10:05:00.000Z',
	});
});

it('Apify: a run that was resurrected runs again', () => {
	expect(read(json({ data: { status: 'RUNNING', finishedAt: null } })).finished).toBe(false);
});

it('Apify: an unknown ID, limits and garbage', () => {
	const error = { type: 'record-not-found', message: 'Actor run was not found' };
	expect(read(json({ error }, 404))).toMatchObject({
		state: 'notFound',
		rawStatus: 'record-not-found',
		failure: { message: 'Actor run was not found' },
	});
	const limit = { error: { type: 'rate-limit-exceeded', message: 'Too many' } };
	expect(refusalOf(() => read(json(limit, 429))).kind).toBe('rateLimited');
	expect(refusalOf(() => read(page(404))).httpStatus).toBe(404);
	expect(refusalOf(() => read(json({ data: null }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({ data: [{ status: 'SUCCEEDED' }] }))).kind).toBe('protocol');
});
