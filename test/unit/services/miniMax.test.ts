import { miniMax } from '../../../nodes/providers/described/services/miniMax';
import { json, page, readTask, refusalOf } from './support';

const ref = { taskId: 't1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(miniMax, ref, answer);
const base = (status_code: unknown, status_msg: string) => ({
	base_resp: { status_code, status_msg },
});
const OK = base(0, 'success');

it.each([
	['Preparing', 'queued'],
	['Queueing', 'queued'],
	['Processing', 'running'],
	['Success', 'succeeded'],
	['Fail', 'failed'],
	['Failed', 'unknown'],
	['Succeeded', 'unknown'],
	['__proto__', 'unknown'],
])('MiniMax: "%s" is %s', (status, state) => {
	const task = read(json({ task_id: 't1', status, file_id: '', ...OK }));
	expect(task).toMatchObject({ state, rawStatus: status, taskId: 't1' });
});

it('MiniMax: a failure has no text but for the code beside it', () => {
	expect(read(json({ status: 'Fail', ...OK })).failure?.message).toContain('no reason');
	expect(read(json({ status: 'Fail', ...base(1027, 'output new_sensitive') }))).toMatchObject({
		state: 'failed',
		failure: { code: '1027', message: 'output new_sensitive' },
	});
	expect(read(json({ status: 'Success', ...OK })).failure).toBeNull();
});

it.each([
	[1000, 'unavailable', 'unknown error'],
	[1001, 'unavailable', 'request timeout'],
	[1002, 'rateLimited', 'rate limit'],
	[1004, 'credential', 'login fail'],
	[1004, 'credential', 'login fail: api key not found'],
	[2049, 'credential', 'invalid api key'],
	[1008, 'provider', 'insufficient balance'],
	[1027, 'provider', 'output new_sensitive'],
	[2013, 'provider', 'invalid params'],
])('MiniMax: error %i in a 2xx is no state, whatever word is beside it', (code, kind, text) => {
	for (const status of ['', 'Success', 'Processing', undefined]) {
		const error = refusalOf(() => read(json({ status, ...base(code, text) })));
		expect(error.kind).toBe(kind);
		expect(error.message).toContain(text);
	}
});

it('MiniMax: not found inside a 2xx; a failed task whose image was not found has failed', () => {
	const text = 'invalid params, task not found';
	expect(read(json(base(2013, text)))).toMatchObject({
		state: 'notFound',
		failure: { message: text },
	});
	expect(read(json({ status: 'Fail', ...base(2013, 'image not found') })).state).toBe('failed');
});

it('MiniMax: wrong keys and garbage', () => {
	expect(refusalOf(() => read(json(base(1004, 'login fail'), 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json(OK))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
