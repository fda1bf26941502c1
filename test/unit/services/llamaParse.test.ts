import { llamaParse } from '../../../nodes/providers/described/services/llamaParse';
import { json, page, readTask, refusalOf } from './support';

type Answer = Parameters<typeof readTask>[2];
const v1 = (answer: Answer) => readTask(llamaParse, { api: 'v1', jobId: 'j1' }, answer);
const v2 = (answer: Answer) => readTask(llamaParse, { api: 'v2', jobId: 'j1' }, answer);

it.each([
	['PENDING', 'queued'],
	['RUNNING', 'running'],
	['COMPLETED', 'succeeded'],
	['FAILED', 'failed'],
	['CANCELLED', 'canceled'],
	['completed', 'succeeded'],
	// Words of v1, and of other products.
	['SUCCESS', 'unknown'],
	['NOT_STARTED', 'unknown'],
])('LlamaParse v2: "%s" is %s', (status, state) => {
	expect(v2(json({ job: { id: 'j1', status } }))).toMatchObject({ state, rawStatus: status });
});

it.each([
	['PENDING', 'running'],
	['SUCCESS', 'succeeded'],
	['PARTIAL_SUCCESS', 'succeeded'],
	['ERROR', 'failed'],
	['CANCELLED', 'canceled'],
	['CANCELED', 'canceled'],
	['COMPLETED', 'unknown'],
])('LlamaParse v1: "%s" is %s', (status, state) => {
	expect(v1(json({ id: 'j1', status }))).toMatchObject({ state, rawStatus: status });
});

it('LlamaParse v1: a partial success is a success with a warning', () => {
	expect(v1(json({ status: 'PARTIAL_SUCCESS' })).warning?.message).toContain('Some pages');
	expect(v1(json({ status: 'SUCCESS' })).warning).toBeNull();
});

it('LlamaParse: why a job failed', () => {
	const job = { status: 'FAILED', error_message: 'The file is encrypted' };
	expect(v2(json({ job })).failure).toEqual({ code: null, message: 'The file is encrypted' });
	const old = { status: 'ERROR', error_code: 'NO_DATA_FOUND_IN_FILE', error_message: 'Empty' };
	expect(v1(json(old)).failure).toEqual({ code: 'NO_DATA_FOUND_IN_FILE', message: 'Empty' });
});

it.each([
	['v1', v1],
	['v2', v2],
])(
	'LlamaParse %s: an unknown ID is not found; not every other status is "not ready"',
	(_, read) => {
		expect(read(json({ detail: 'Job not found' }, 404))).toMatchObject({
			state: 'notFound',
			failure: { message: 'Job not found' },
		});
		expect(refusalOf(() => read(json({ detail: 'Invalid token' }, 401))).kind).toBe('credential');
		expect(refusalOf(() => read(json({ detail: 'No' }, 400))).message).toContain('No');
		expect(refusalOf(() => read(page(502))).kind).toBe('unavailable');
		expect(refusalOf(() => read(json({ job: 'COMPLETED' }))).kind).toBe('protocol');
	},
);
