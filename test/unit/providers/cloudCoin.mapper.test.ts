import { isHalfWritten, toTask } from '../../../nodes/providers/cloudCoin/mapper';
import { TaskRequestError } from '../../../nodes/task/errors';
import type { TaskErrorKind } from '../../../nodes/task/errors';
import type { TaskOutcome, TaskState } from '../../../nodes/task/states';
import { errorOf, HOST, json, noJson } from './support/answers';

const ID = 'bdc8e99d-dd8a-40e9-8840-f9f8eef16c71';
const REF = { taskId: ID };
const NOW = new Date('2026-01-02T03:04:05Z');

type Fields = Readonly<Record<string, unknown>>;

const RUNNING: Fields = {
	id: ID,
	status: 'running',
	progress: 28.57,
	message: 'Processing...',
	data: null,
};
const COMPLETED: Fields = {
	...RUNNING,
	status: 'completed',
	progress: 100,
	message: 'Command Completed',
};
const FAILED: Fields = { ...RUNNING, status: 'error', progress: 100, message: 'Error Occured' };

const wrapped = (payload: unknown) => ({ status: 'success', payload });
const refused = (code: number, message: string) => ({
	payload: { code, message, details: null },
	status: 'error',
});
const taskOf = (body: unknown, status = 200) => toTask(json(body, status), REF, NOW);

describe('A CloudCoin task that is running', () => {
	it('has the progress and the message of its payload', () => {
		expect(taskOf(wrapped(RUNNING))).toStrictEqual({
			provider: 'cloudCoin',
			taskId: ID,
			ref: REF,
			state: 'running',
			outcome: 'inProgress',
			finished: false,
			succeeded: null,
			progress: 28.6,
			message: 'Processing...',
			failure: null,
			warning: null,
			rawStatus: 'running',
			startedAt: null,
			finishedAt: null,
			jobs: [],
			result: null,
			details: {},
			checkedAt: '2026-01-02T03:04:05.000Z',
		});
	});

	it('has no result, although `data` holds a string of digits', () => {
		const task = taskOf(wrapped({ ...RUNNING, data: '1110111011111111111111111' }));
		expect(task.result).toBeNull();
		expect(JSON.stringify(task)).not.toContain('11101110');
	});

	it.each<[unknown, number | null]>([
		[0, 0],
		[99.99, 100],
		[100, 100],
		[142.9, 100],
		[-3, 0],
		[null, null],
		['50', null],
		[undefined, null],
	])('with progress %p is still running, at %p', (progress, expected) => {
		expect(taskOf(wrapped({ ...RUNNING, progress }))).toMatchObject({
			state: 'running',
			progress: expected,
		});
	});
});

describe('A CloudCoin task that is completed', () => {
	it.each<[string, unknown]>([
		['an object', { FileName: 'CloudCoin/Backups/Default.zip' }],
		['a text', 'OK'],
		['null', null],
		['a list', [1, 2]],
	])('has `data` as its result: %s', (_what, data) => {
		expect(taskOf(wrapped({ ...COMPLETED, data }))).toMatchObject({
			state: 'succeeded',
			outcome: 'done',
			succeeded: true,
			progress: 100,
			message: 'Command Completed',
			failure: null,
			warning: null,
			result: data,
		});
	});
});

describe('A CloudCoin task that failed', () => {
	it('has its real reason in data, and "Error Occured" as its message', () => {
		const data = { code: 5004, message: 'Not enough coins', details: null };
		expect(taskOf(wrapped({ ...FAILED, data }))).toMatchObject({
			state: 'failed',
			outcome: 'failed',
			succeeded: false,
			progress: 100,
			message: 'Error Occured',
			failure: { code: '5004', message: 'Not enough coins' },
			result: null,
		});
	});

	it.each<[string, unknown]>([
		['null', null],
		['a text', 'broken'],
		['an object without a message', { code: null }],
		['an object with an empty message', { message: '  ' }],
	])("has its reason in the message where data is %s, as the vendor's page says", (_what, data) => {
		const task = taskOf(wrapped({ ...FAILED, message: 'Wallet not found', data }));
		expect(task.failure).toEqual({ code: null, message: 'Wallet not found' });
	});

	it('says so when it gives no reason at all', () => {
		const { failure } = taskOf(wrapped({ status: 'error', progress: 100 }));
		expect(failure).toEqual({ code: null, message: 'CloudCoin Desktop gave no reason.' });
	});

	it('after ten minutes without progress has the code of its server', () => {
		const data = { code: 4106, message: 'Task timed out', details: null };
		expect(taskOf(wrapped({ ...FAILED, data })).failure).toEqual({
			code: '4106',
			message: 'Task timed out',
		});
	});

	it('does not show what else is in data: it may be a transmit code', () => {
		const data = { code: 1, message: 'No', transmit_code: 'TRANSMIT', details: 'TRANSMIT' };
		expect(JSON.stringify(taskOf(wrapped({ ...FAILED, data })))).not.toContain('TRANSMIT');
	});
});

describe('The state is the word in the payload, not the outer status', () => {
	it.each<[string, TaskState, TaskOutcome]>([
		['running', 'running', 'inProgress'],
		['completed', 'succeeded', 'done'],
		['error', 'failed', 'failed'],
		['pending', 'queued', 'inProgress'],
		['success', 'succeeded', 'done'],
		['failed', 'failed', 'failed'],
		['Completed', 'succeeded', 'done'],
		[' ERROR ', 'failed', 'failed'],
	])('"%s" is %s', (status, state, outcome) => {
		expect(taskOf(wrapped({ ...RUNNING, status }))).toMatchObject({
			state,
			outcome,
			rawStatus: status.trim(),
		});
	});

	it.each<[unknown, string]>([
		['paused', 'paused'],
		['done', 'done'],
		['finished', 'finished'],
		['canceled', 'canceled'],
		[3, '3'],
	])('%j is unknown: neither success nor failure, the word kept', (status, rawStatus) => {
		expect(taskOf(wrapped({ ...COMPLETED, status, data: 'OK' }))).toMatchObject({
			state: 'unknown',
			outcome: 'inProgress',
			succeeded: null,
			rawStatus,
			result: null,
		});
	});
});

describe('The envelope', () => {
	it.each<[string, Fields, TaskState]>([
		['running', RUNNING, 'running'],
		['completed', COMPLETED, 'succeeded'],
		['error', FAILED, 'failed'],
	])('may be missing around a task that is %s', (_word, body, state) => {
		expect(taskOf(body)).toEqual(taskOf(wrapped(body)));
		expect(taskOf(body).state).toBe(state);
	});

	it.each(['success', 'failed', 'pending'])(
		'is what later words are accepted in: a bare "%s" is unknown',
		(status) => {
			expect(taskOf({ ...RUNNING, status }).state).toBe('unknown');
		},
	);

	it.each(['SUCCESS', 'ok', '', null, undefined])(
		'with the status %j carries the task as usual',
		(status) => {
			expect(taskOf({ status, payload: COMPLETED }).state).toBe('succeeded');
		},
	);
});

describe('Times', () => {
	it('are Unix seconds', () => {
		const payload = { ...COMPLETED, started: 1_700_000_000, finished: 1_700_000_060 };
		expect(taskOf(wrapped(payload))).toMatchObject({
			startedAt: '2023-11-14T22:13:20.000Z',
			finishedAt: '2023-11-14T22:14:20.000Z',
		});
	});

	it('are null on versions without them, and 0 is "not yet"', () => {
		expect(taskOf(wrapped(RUNNING))).toMatchObject({ startedAt: null, finishedAt: null });
		const payload = { ...RUNNING, started: 1_700_000_000, finished: 0 };
		expect(taskOf(wrapped(payload)).finishedAt).toBeNull();
	});
});

describe('An unknown task is the state notFound, not an error', () => {
	it('in an HTTP 200 with 4105', () => {
		const task = taskOf(refused(4105, 'Task does not exist'));
		expect(task).toMatchObject({
			state: 'notFound',
			outcome: 'failed',
			finished: true,
			succeeded: false,
			progress: null,
			message: 'Task does not exist',
			rawStatus: '4105',
			failure: { code: '4105' },
		});
		expect(task.failure?.message).toContain('restart');
	});

	it.each<[string, ReturnType<typeof json>]>([
		['another number: they shift between versions', json(refused(9999, 'Task does not exist'))],
		['other words around it', json(refused(1, 'The task DOES NOT EXIST any more'))],
		['a 400', json(refused(4105, 'Task does not exist'), 400)],
		['a 404', json(refused(4105, 'Task does not exist'), 404)],
	])('with %s', (_what, answer) => {
		expect(toTask(answer, REF, NOW).state).toBe('notFound');
	});

	it('is not what a task says that failed because something does not exist', () => {
		const data = { code: 5001, message: 'Wallet does not exist', details: null };
		expect(taskOf(wrapped({ ...FAILED, data })).state).toBe('failed');
		expect(taskOf({ ...FAILED, message: 'Wallet does not exist' }).state).toBe('failed');
	});

	it.each<[string, ReturnType<typeof json>]>([
		['a web page', noJson('other', 404)],
		['an empty body', noJson('empty', 404)],
		["n8n's own API on a wrong port", json({ message: 'not found' }, 404)],
		['a framework', json({ detail: 'Not Found' }, 404)],
		['a gateway', json({ message: 'no Route matched with those values' }, 404)],
		['a stranger with the same words', json({ message: 'Task does not exist' }, 404)],
		['a stranger with a code', json({ code: 404, message: 'Page does not exist' }, 404)],
		['an unknown URL', json(refused(4153, 'Unknown API endpoint'), 404)],
		['a service', json(refused(4154, 'Service Not Found. Invalid URL'), 404)],
		['an endpoint', json(refused(4154, 'This endpoint does not exist'), 404)],
		['other words in the envelope', json(refused(4999, 'No such thing'), 404)],
	])('is not what anybody else says with a 404: %s', (_what, answer) => {
		expect(errorOf(() => toTask(answer, REF, NOW))).toMatchObject({ httpStatus: 404 });
	});

	it.each([json({ message: 'not found' }, 404), noJson('other', 404), noJson('empty', 404)])(
		'a 404 of anybody else may pass: a proxy says so while a server restarts',
		(answer) => {
			expect(errorOf(() => toTask(answer, REF, NOW)).transient).toBe(true);
			const own = json(refused(4153, 'Unknown API endpoint'), 404);
			expect(errorOf(() => toTask(own, REF, NOW)).transient).toBe(false);
		},
	);

	it.each<[string, unknown]>([
		['an unknown URL with a 200', refused(4153, 'Unknown API endpoint')],
		['no envelope', { code: 4105, message: 'Task does not exist', details: null }],
		['a message next to the status', { status: 'error', message: 'Task does not exist' }],
		['a success', { status: 'success', payload: { code: 1, message: 'It does not exist' } }],
	])('is not read out of another form: %s', (_what, body) => {
		expect(() => taskOf(body)).toThrow(TaskRequestError);
	});
});

describe("The API's own errors are errors, never a state", () => {
	it.each<[string, unknown, number]>([
		['a malformed id', refused(4121, 'Invalid task id'), 200],
		['a malformed id on a 4xx', refused(4121, 'Invalid task id'), 400],
		['an unknown URL', refused(4153, 'Unknown API endpoint'), 200],
		['an unknown URL on a 4xx', refused(4154, 'Unknown API endpoint'), 400],
		['a number nobody documented', refused(7, 'Something else'), 200],
		['no envelope', { code: 4121, message: 'Invalid task id', details: null }, 200],
	])('%s', (_what, body, status) => {
		const error = errorOf(() => taskOf(body, status));
		expect(error).toMatchObject({ kind: 'provider', httpStatus: status });
		expect(error.message).toContain(HOST);
		expect(error.message).toMatch(/, code \d/);
		expect(error.description).toContain('base URL');
	});

	it('also without a reason', () => {
		const error = errorOf(() => taskOf({ status: 'error', payload: {} }));
		expect(error.message).toBe(`${HOST} answered with an error: no reason`);
	});

	it('a wrong method is answered with 405 and an empty body', () => {
		expect(errorOf(() => toTask(noJson('empty', 405), REF, NOW))).toMatchObject({
			kind: 'provider',
			httpStatus: 405,
		});
	});

	it.each<[number, TaskErrorKind]>([
		[401, 'credential'],
		[403, 'credential'],
		[429, 'rateLimited'],
		[400, 'provider'],
		[500, 'unavailable'],
		[502, 'unavailable'],
		[301, 'configuration'],
	])('HTTP %p is of kind %s, whatever the body', (status, kind) => {
		const answers = [
			noJson('empty', status),
			noJson('other', status),
			json(wrapped(COMPLETED), status),
			json(refused(1, 'Reason'), status),
			json([], status),
		];
		for (const answer of answers) {
			expect(errorOf(() => toTask(answer, REF, NOW))).toMatchObject({ kind, httpStatus: status });
		}
	});
});

describe('An answer of another shape is a clear error', () => {
	it.each<[string, ReturnType<typeof json>]>([
		['an empty body', noJson('empty')],
		['HTML', noJson('other')],
		['null', json(null)],
		['a list', json([COMPLETED])],
		['a text', json('completed')],
		['an empty object', json({})],
		['an envelope without a payload', json({ status: 'success' })],
		['an envelope with the payload null', json({ status: 'success', payload: null })],
		['an envelope with a text', json({ status: 'success', payload: 'completed' })],
		['an envelope with a list', json({ status: 'success', payload: [COMPLETED] })],
		['an empty payload', json(wrapped({}))],
		['a task without a status', json(wrapped({ id: ID, progress: 3 }))],
		['a task whose status is null', json(wrapped({ ...RUNNING, status: null }))],
		['a task whose status is an object', json(wrapped({ ...RUNNING, status: {} }))],
		['a bare task without a status', json({ id: ID, progress: 3 })],
	])('%s', (_what, answer) => {
		const error = errorOf(() => toTask(answer, REF, NOW));
		expect(error.kind).toBe('protocol');
		expect(error.message).toContain(HOST);
		expect(error.description).not.toBe('');
	});

	it.each<[string, unknown]>([
		['the payload null', { status: 'error', payload: null }],
		['a text as payload', { status: 'error', payload: 'broken' }],
		['no payload', { status: 'error' }],
		['a message only', { status: 'error', message: 'broken' }],
	])("an outer error with %s is the call's error, not a failed task", (_what, body) => {
		expect(errorOf(() => taskOf(body)).kind).toBe('provider');
	});
});

describe('An answer that may be half-written', () => {
	it.each<[string, unknown]>([
		['completed below 100', wrapped({ ...COMPLETED, progress: 66.67 })],
		['completed with finished 0', wrapped({ ...COMPLETED, finished: 0 })],
		['the later word, below 100', wrapped({ ...COMPLETED, status: 'success', progress: 1 })],
		['completed below 100 without the envelope', { ...COMPLETED, progress: 0 }],
		['failed below 100', wrapped({ ...FAILED, progress: 40 })],
		['failed with finished 0', wrapped({ ...FAILED, finished: 0 })],
	])('is worth a second look: %s', (_what, body) => {
		expect(isHalfWritten(json(body))).toBe(true);
	});

	it.each<[string, ReturnType<typeof json>]>([
		['completed at 100', json(wrapped(COMPLETED))],
		['completed at 100 with its end', json(wrapped({ ...COMPLETED, finished: 1_700_000_000 }))],
		['completed without a progress', json(wrapped({ status: 'completed' }))],
		['running at 100', json(wrapped({ ...RUNNING, progress: 100, finished: 0 }))],
		['failed at 100', json(wrapped(FAILED))],
		['an unknown word', json(wrapped({ ...COMPLETED, status: 'done', progress: 3 }))],
		['an unknown task', json(refused(4105, 'Task does not exist'))],
		['a list', json([])],
		['nothing', noJson('empty')],
	])('is not: %s', (_what, answer) => {
		expect(isHalfWritten(answer)).toBe(false);
	});
});
