import { fal } from '../../../nodes/providers/described/services/fal';
import { json, page, readTask, refusalOf } from './support';

const ref = { statusUrl: 'https://queue.fal.run/fal-ai/flux/requests/r1/status' };
const read = (status: object, second?: Parameters<typeof readTask>[3]) =>
	readTask(fal, ref, json(status, 200), second);
const completed = { status: 'COMPLETED', response_url: 'https://queue.fal.run/x' };

it.each([
	['IN_QUEUE', 'queued'],
	['IN_PROGRESS', 'running'],
	['FAILED', 'failed'],
	['ERROR', 'failed'],
	['CANCELED', 'canceled'],
	['CANCELLED', 'canceled'],
	['LOST', 'unknown'],
])('fal.ai: "%s" is %s', (status, state) => {
	expect(read({ status })).toMatchObject({ state, rawStatus: status });
});

it.each([
	['its result', json({ images: [] }), 'succeeded'],
	['a validation error', json({ detail: [{ msg: 'bad', loc: [], type: 't' }] }, 422), 'failed'],
	['a fault of the model', json({ detail: 'Internal' }, 500), 'failed'],
	['nothing any more', json({ detail: 'Not found' }, 404), 'notFound'],
	['that it is too early', json({ detail: 'Request is still in progress' }, 400), 'running'],
	['a time limit of the author', json({}, 504, { 'x-fal-request-timeout-type': 'user' }), 'failed'],
])('fal.ai: COMPLETED with %s is %s', (_what, second, state) => {
	expect(read(completed, second).state).toBe(state);
});

it.each([429, 502, 503, 504, 401])('fal.ai: HTTP %i of the result decides nothing', (status) => {
	expect(() => read(completed, json({}, status))).toThrow('api.example.com');
});

it('fal.ai: a page instead of the result is no success', () => {
	expect(() => read(completed, page())).toThrow('instead of the result');
});

it.each([400, 404, 422, 500])(
	'fal.ai: a page with HTTP %i instead of the result is no end, and may pass',
	(status) => {
		for (const answer of [page(status), { ...page(status), bodyKind: 'empty' } as const]) {
			const error = refusalOf(() => read(completed, answer));
			expect(error).toMatchObject({ httpStatus: status, transient: true });
		}
	},
);

it('fal.ai: says the last line of the log and the place in the queue', () => {
	expect(read({ status: 'IN_QUEUE', queue_position: 2 }).details).toEqual({ queuePosition: 2 });
	const logs = [{ message: 'first' }, { message: 'last' }];
	expect(read({ status: 'IN_PROGRESS', logs }).message).toBe('last');
});
