import { tripo } from '../../../nodes/providers/described/services/tripo';
import { exchangeOf } from '../../../nodes/providers/described/exchangeOf';
import { readStatus, toTask } from '../../../nodes/providers/described/reading';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { taskId: 't1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(tripo, ref, answer);
const ok = (data: object) => json({ code: 0, data: { task_id: 't1', ...data } });

it.each([
	['queued', 'queued'],
	['running', 'running'],
	['success', 'succeeded'],
	['failed', 'failed'],
	['cancelled', 'canceled'],
	['banned', 'failed'],
	['expired', 'failed'],
	['unknown', 'unknown'],
	['succeeded', 'unknown'],
	['toString', 'unknown'],
])('Tripo: "%s" is %s', (status, state) => {
	expect(read(ok({ status }))).toMatchObject({ state, rawStatus: status, taskId: 't1' });
});

it('Tripo: how far it is; a place of -1 is none', () => {
	expect(read(ok({ status: 'queued', progress: 0, queuing_num: 3 }))).toMatchObject({
		progress: 0,
		details: { queuePosition: 3 },
	});
	const running = read(ok({ status: 'running', progress: 40, queuing_num: -1 }));
	expect(running.progress).toBe(40);
	expect(running.details).not.toHaveProperty('queuePosition');
});

it.each([
	[8, 4000],
	[-1, undefined],
	[0, undefined],
	[undefined, undefined],
])('Tripo: of %j s left it asks again after %j ms', (running_left_time, retryAfterMs) => {
	const exchange = exchangeOf(tripo, ref);
	const finding = readStatus(exchange, ok({ status: 'running', running_left_time }));
	const identity = { provider: 'tripo', taskId: 't1', ref, checkedAt: new Date(0) };
	expect(toTask(tripo, exchange, finding, identity).retryAfterMs).toBe(retryAfterMs);
});

it('Tripo: why it failed, and a map of URLs', () => {
	const failed = read(ok({ status: 'failed', error_code: 1008, error_msg: 'Content policy' }));
	expect(failed.failure).toEqual({ code: '1008', message: 'Content policy' });
	const output = {
		model: 'https://cdn.example.com/m.glb?auth=x',
		pbr_model: 'https://cdn.example.com/pbr.glb?auth=x',
		rendered_image: 'https://cdn.example.com/r.webp?auth=x',
	};
	const names = filesIn(tripo, ref, read(ok({ status: 'success', output })));
	expect(names.map(({ name }) => name)).toEqual(['m.glb', 'pbr.glb', 'r.webp']);
});

it('Tripo: the code in the envelope counts', () => {
	const error = { code: 2001, message: 'Task not found' };
	expect(read(json(error, 404))).toMatchObject({ state: 'notFound' });
	// Inside a 2xx nobody documented what it means: an error, no state.
	expect(refusalOf(() => read(json(error))).message).toContain('2001');
	const beside = json({ code: 1, message: 'Oops', data: { status: 'success' } });
	expect(refusalOf(() => read(beside)).kind).toBe('provider');
	expect(refusalOf(() => read(json({ code: 1002, message: 'No' }, 401))).kind).toBe('credential');
});

it('Tripo: garbage is no state', () => {
	expect(refusalOf(() => read(json({ data: { status: 'success' } }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({ code: 0, data: null }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
