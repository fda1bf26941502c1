import { brightData } from '../../../nodes/providers/described/services/brightData';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(brightData, { snapshotId: 's_1' }, answer);

it.each([
	['starting', 'queued'],
	['running', 'running'],
	['ready', 'succeeded'],
	['failed', 'failed'],
	['cancelled', 'canceled'],
	['error', 'failed'],
	['building', 'running'],
	['collecting', 'running'],
	['READY', 'succeeded'],
	['canceled', 'unknown'],
	['digesting', 'unknown'],
	['toString', 'unknown'],
])('Bright Data: "%s" is %s', (status, state) => {
	const body = { snapshot_id: 's_1', dataset_id: 'gd_1', status };
	expect(read(json(body))).toMatchObject({ state, rawStatus: status, taskId: 's_1' });
});

it('Bright Data: why a collection failed', () => {
	const task = read(json({ status: 'failed', error_message: 'Crawler error: no records' }));
	expect(task.failure).toEqual({ code: null, message: 'Crawler error: no records' });
});

it('Bright Data: a ready snapshot with records that are errors', () => {
	const task = read(json({ status: 'ready', records: 10, errors: 3 }));
	expect(task).toMatchObject({ state: 'succeeded', warning: { count: 3 } });
	expect(read(json({ status: 'ready', records: 10, errors: 0 })).warning).toBeNull();
});

it('Bright Data: an unknown ID is not found in JSON, and an error as a page', () => {
	expect(read(json({ error: 'Snapshot not found' }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'Snapshot not found' },
	});
	expect(refusalOf(() => read(page(404))).httpStatus).toBe(404);
});

it('Bright Data: errors and garbage are no state', () => {
	expect(refusalOf(() => read(json({ error: 'Invalid token' }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
	expect(refusalOf(() => read(json([]))).message).toContain('in "status"');
	expect(refusalOf(() => read(json({ status: { toString: 1 } }))).kind).toBe('protocol');
});
