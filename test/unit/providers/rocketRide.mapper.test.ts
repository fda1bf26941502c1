import type { HttpAnswer } from '../../../nodes/providers/shared/httpAnswer';
import { readResponse } from '../../../nodes/providers/rocketRide/dap';
import type { DapResponse } from '../../../nodes/providers/rocketRide/dap';
import { fromDap, rowsFromDap, signInError } from '../../../nodes/providers/rocketRide/fromDap';
import { rocketRide } from '../../../nodes/providers/rocketRide';
import { fromHttp, isRejection } from '../../../nodes/providers/rocketRide/fromHttp';
import { refOfRow } from '../../../nodes/providers/rocketRide/listed';
import { toTask } from '../../../nodes/providers/rocketRide/mapper';
import { createMask, maskJson } from '../../../nodes/providers/rocketRide/maskTokens';
import type { TaskRequestError } from '../../../nodes/task/errors';
import type { JsonRecord } from '../../../nodes/task/json';
import type { Task } from '../../../nodes/task/task';
import canceledByUser from '../../fixtures/rocketRide/http_cancelled_by_user.json';
import completed from '../../fixtures/rocketRide/http_completed.json';
import failed from '../../fixtures/rocketRide/http_failed.json';
import partial from '../../fixtures/rocketRide/http_partial_pre2150.json';
import running from '../../fixtures/rocketRide/http_running.json';
import unknownToken from '../../fixtures/rocketRide/http_unknown_token.json';

const host = '127.0.0.1:5565';
const ref = { transport: 'http', taskToken: 'tk_1' };
const checkedAt = new Date('2026-11-22T10:00:00Z');

function answer(body: unknown, status = 200): HttpAnswer {
	return { status, body, headers: {}, bodyKind: 'json', host };
}

function httpTask(body: unknown, status = 200): Task {
	return toTask(fromHttp(answer(body, status)), ref, checkedAt);
}

/** The task of a captured body with some fields changed. */
function taskOf(changes: JsonRecord, captured: { data: JsonRecord } = completed): Task {
	return httpTask({ status: 'OK', data: { ...captured.data, ...changes } });
}

function response(frame: JsonRecord): DapResponse {
	const read = readResponse(JSON.stringify({ type: 'response', request_seq: 1, ...frame }));
	if (read === undefined) throw new Error('No response');
	return read;
}

function errorOf(act: () => unknown): TaskRequestError {
	try {
		act();
	} catch (error) {
		return error as TaskRequestError;
	}
	throw new Error('Nothing was thrown');
}

describe('The captured bodies', () => {
	it('reads a completed task', () => {
		expect(httpTask(completed)).toMatchObject({
			provider: 'rocketRide',
			taskId: 'tk_1',
			ref,
			state: 'succeeded',
			outcome: 'done',
			finished: true,
			succeeded: true,
			progress: 100,
			message: 'Completed',
			failure: null,
			warning: null,
			rawStatus: '5',
			startedAt: '2026-11-22T03:36:34.735Z',
			finishedAt: '2026-11-22T03:36:38.116Z',
			result: null,
			checkedAt: '2026-11-22T10:00:00.000Z',
		});
	});

	it('keeps what is worth keeping in the details, and nothing that is empty', () => {
		const { details } = httpTask(completed);
		expect(details).toMatchObject({
			name: 'a079c836.webhook_1.webhook_1',
			projectId: 'smp-clean_noexit',
			source: 'webhook_1',
			statusText: 'Completed',
			totalCount: 5,
			completedCount: 5,
			failedCount: 0,
			exitCode: 0,
			currentObject: 'file5.txt',
			metrics: { cpu_percent: 0 },
			tokens: { total: 0 },
		});
		for (const left of ['errors', 'warnings', 'notes', 'exitMessage', 'rateSize', 'rateCount']) {
			expect(details).not.toHaveProperty(left);
		}
	});

	it('reads a running service', () => {
		expect(httpTask(running)).toMatchObject({
			state: 'running',
			outcome: 'inProgress',
			succeeded: null,
			progress: 100,
			message: 'Processing',
			rawStatus: '3',
			finishedAt: null,
			details: { serviceUp: true },
		});
	});

	it('reads a task that a user stopped', () => {
		expect(httpTask(canceledByUser)).toMatchObject({
			state: 'canceled',
			outcome: 'failed',
			succeeded: false,
			message: 'Stopped',
			failure: { code: null, message: 'Stopped' },
			warning: null,
			rawStatus: '6',
			finishedAt: '2026-11-22T03:36:34.587Z',
		});
	});

	it('reads a failed task with its first error in readable form', () => {
		expect(httpTask(failed)).toMatchObject({
			state: 'failed',
			outcome: 'failed',
			progress: 100,
			message: 'Pipeline failed',
			failure: {
				code: '1',
				message: 'Pipeline failed (3 errors, the first: could not parse file3.txt, y.cpp:42)',
			},
			details: {
				failedCount: 1,
				errors: ['could not parse file3.txt, y.cpp:42', /4/, /5/].map((e) =>
					typeof e === 'string' ? e : expect.stringMatching(e),
				),
			},
		});
	});

	it('reads a clean exit that servers up to 3.2.1 report as a failure', () => {
		expect(httpTask(partial)).toMatchObject({
			state: 'succeeded',
			failure: null,
			warning: {
				code: null,
				message: '1 of 5 items failed (3 errors, the first: could not parse file3.txt, y.cpp:42)',
				count: 1,
			},
		});
	});

	it('reads the refusal of an unknown token', () => {
		const task = httpTask(unknownToken, 400);
		expect(task).toMatchObject({
			state: 'notFound',
			outcome: 'failed',
			finished: true,
			succeeded: false,
			progress: null,
			message: 'Your pipeline is not running',
		});
		expect(task.failure?.message).toMatch(
			/^Your pipeline is not running\. .*5 minutes.*restarts.*never started/,
		);
	});
});

describe('The meaning of the status', () => {
	it.each<[string, JsonRecord, string]>([
		['0', { state: 0, completed: false }, 'queued'],
		['1', { state: 1, completed: false }, 'queued'],
		['2', { state: 2, completed: false }, 'queued'],
		['3', { state: 3, completed: false }, 'running'],
		['4', { state: 4, completed: false }, 'running'],
		['4 completed, during the end', { state: 4, completed: true }, 'running'],
		['6 not completed, during a restart', { state: 6, completed: false }, 'running'],
		['5 not completed', { state: 5, completed: false }, 'running'],
		['5 without completed', { state: 5, completed: null }, 'running'],
		['5 with completed as a text', { state: 5, completed: 'true' }, 'running'],
		['5 completed', { state: 5, exitCode: 0 }, 'succeeded'],
		['5 without exit code', { state: 5, exitCode: null }, 'succeeded'],
		['5 with failed items', { state: 5, exitCode: 0, failedCount: 1 }, 'succeeded'],
		['5 with errors', { state: 5, exitCode: 0, errors: ['x'] }, 'succeeded'],
		['5 with errors and an exit code', { state: 5, exitCode: 2, errors: ['x'] }, 'failed'],
		['5 with an exit code', { state: 5, exitCode: 2 }, 'failed'],
		['5 with a clean exit', { state: 5, exitCode: 1, exitMessage: 'COMPLETED' }, 'succeeded'],
		['6 stopped with a code', { state: 6, exitCode: -15, exitMessage: 'Stopped' }, 'canceled'],
		['6 stopped with 1', { state: 6, exitCode: 1, exitMessage: 'Stopped' }, 'canceled'],
		['6 with a bare 1', { state: 6, exitCode: 1, exitMessage: '' }, 'failed'],
		['6 with exit code 0', { state: 6, exitCode: 0 }, 'canceled'],
		['6 idle', { state: 6, exitCode: null, exitMessage: 'Stopped' }, 'canceled'],
		['6 with nulls', { state: 6, exitCode: null, exitMessage: null }, 'canceled'],
		['6 with a reason', { state: 6, exitCode: null, exitMessage: 'Out of memory' }, 'failed'],
		['6 with exit code 1', { state: 6, exitCode: 1, exitMessage: 'Pipeline failed' }, 'failed'],
		['6 with exit code -9', { state: 6, exitCode: -9, exitMessage: '' }, 'failed'],
		['6 with a clean exit', { state: 6, exitCode: 1, exitMessage: 'COMPLETED' }, 'succeeded'],
		['6 with 3 and COMPLETED', { state: 6, exitCode: 3, exitMessage: 'COMPLETED' }, 'failed'],
		['7', { state: 7 }, 'unknown'],
		['-1', { state: -1 }, 'unknown'],
		['a word', { state: 'COMPLETED' }, 'unknown'],
	])('%s', (_name, changes, expected) => {
		const task = taskOf(changes);
		expect(task.state).toBe(expected);
		expect(task.rawStatus).toBe(String(changes.state));
		expect(task.finishedAt === null).toBe(!task.finished);
	});

	it.each<[string, JsonRecord, string | null]>([
		['nothing', {}, null],
		['a count only', { failedCount: 2 }, '2 of 5 items failed'],
		['a count above all', { failedCount: 7 }, '7 items failed'],
		[
			'one error',
			{ errors: ['Failed*no such file*a.cpp:1'] },
			'RocketRide reports errors (no such file, a.cpp:1)',
		],
		['a plain text', { errors: ['broken'], failedCount: 1 }, '1 of 5 items failed (broken)'],
		['asterisks in the place', { errors: ['A*b*c*d'] }, 'RocketRide reports errors (b, c*d)'],
		['line breaks', { errors: ['a\n\n  b'] }, 'RocketRide reports errors (a b)'],
		['entries that are no text', { errors: [null, {}, [], ''] }, null],
		['errors that are no list', { errors: 'x', failedCount: '1' }, null],
	])('describes %s as a warning', (_name, changes, expected) => {
		expect(taskOf(changes).warning?.message ?? null).toBe(expected);
	});

	it.each<[string, JsonRecord, string, string | null]>([
		['a reason', { exitMessage: 'Killed' }, 'Killed', 'Killed'],
		['no reason', { exitMessage: '' }, 'RocketRide gave no reason', 'Stopped'],
		[
			'no reason but items',
			{ exitMessage: null, failedCount: 1 },
			'1 of 5 items failed',
			'Stopped',
		],
	])('describes a failure with %s', (_name, changes, error, message) => {
		const task = taskOf({ state: 6, exitCode: 137, status: 'Stopped', ...changes });
		expect(task.failure).toEqual({ code: '137', message: error });
		expect(task.message).toBe(message);
	});

	it.each<[string, JsonRecord, string | null]>([
		['stopped without a code', { exitCode: null, exitMessage: 'Stopped' }, 'canceled'],
		['ended with nothing at all', { exitCode: null, exitMessage: null }, 'canceled'],
		['ended with 1 and nothing else', { exitCode: 1, exitMessage: '' }, 'failed'],
	])('says that an end is in doubt: %s', (_name, changes, state) => {
		const task = taskOf({ state: 6, ...changes });
		expect(task).toMatchObject({ state, failure: { message: expect.stringMatching(/^In doubt/) } });
	});

	it.each<[string, JsonRecord]>([
		['stopped', { exitCode: 0, exitMessage: '' }],
		['stopped with a code', { exitCode: -15, exitMessage: 'Stopped' }],
		['failed with a reason', { exitCode: 1, exitMessage: 'Pipeline failed' }],
		['failed with errors', { exitCode: 1, exitMessage: '', errors: ['x'] }],
		['failed with another code', { exitCode: 137, exitMessage: '' }],
	])('is sure of an end: %s', (_name, changes) => {
		expect(taskOf({ state: 6, ...changes }).failure?.message).not.toMatch(/doubt/i);
	});

	it.each<[string, JsonRecord, number | null]>([
		['completed and failed ones', { totalCount: 8, completedCount: 4, failedCount: 2 }, 75],
		['more than all', { totalCount: 2, completedCount: 4 }, 100],
		['none', { totalCount: 0, completedCount: 0 }, null],
		['nulls', { totalCount: null, completedCount: null, failedCount: null }, null],
		['a third', { totalCount: 3, completedCount: 1, failedCount: null }, 33.3],
		['texts', { totalCount: '3', completedCount: '1' }, null],
	])('counts %s as progress', (_name, counts, expected) => {
		expect(taskOf({ state: 3, completed: false, ...counts }).progress).toBe(expected);
	});

	it('takes null for every optional field, and a body of two fields', () => {
		const nulls = Object.fromEntries(Object.keys(completed.data).map((field) => [field, null]));
		for (const data of [
			{ ...nulls, state: 5, completed: true },
			{ state: 5, completed: true },
		]) {
			expect(httpTask({ status: 'OK', data })).toMatchObject({
				state: 'succeeded',
				progress: null,
				message: null,
				failure: null,
				warning: null,
				startedAt: null,
				finishedAt: null,
				details: {},
			});
		}
	});

	it('takes nonsense in every optional field', () => {
		for (const nonsense of [{}, [], 'x', -1, true, 1e300]) {
			const data = Object.fromEntries(Object.keys(completed.data).map((name) => [name, nonsense]));
			const task = httpTask({ status: 'OK', data: { ...data, state: 3, completed: false } });
			expect(task.state).toBe('running');
		}
	});

	it.each([[undefined], [null], [{}], [[]], [true]])('rejects %p as a state', (state) => {
		const error = errorOf(() => taskOf({ state }));
		expect(error.kind).toBe('protocol');
		expect(error.message).toMatch(/^127\.0\.0\.1:5565 answered with .* instead of .*"state"$/);
	});

	it('keeps usage, which takes the place of metrics and tokens', () => {
		expect(taskOf({ metrics: null, tokens: null, usage: { cpu: 1 } }).details).toMatchObject({
			usage: { cpu: 1 },
		});
	});
});

/** A refusal as the server words it, whatever went wrong inside. */
function refused(message: string, kind: string): Array<[number, unknown, string, RegExp]> {
	const words = new RegExp(`${message.replace(/[[\]()']/g, '.')}$`);
	return [[400, { status: 'Error', error: { message, file: 'client.py' } }, kind, words]];
}

describe('Refusals over HTTP', () => {
	it.each<[number, unknown, string, RegExp]>([
		[401, { status: 'Error', error: { error: 'Access denied' } }, 'credential', /Access denied$/],
		...refused('Task token is required', 'input'),
		...refused("Permission 'task.monitor' denied for this task", 'credential'),
		...refused('Access denied: no permissions for this task', 'credential'),
		...refused('Invalid API key', 'credential'),
		...refused('Connection closed', 'unavailable'),
		...refused('timed out during opening handshake', 'unavailable'),
		...refused('Server is not connected', 'unavailable'),
		...refused('Could not send request', 'unavailable'),
		...refused('Connection time out', 'unavailable'),
		...refused("[Errno 111] Connect call failed ('127.0.0.1', 5565)", 'unavailable'),
		...refused('Bad things', 'unavailable'),
		[400, { status: 'Error', error: { error: 'Bad request' } }, 'unavailable', /Bad request$/],
		[400, { error: 'as a text' }, 'provider', /as a text$/],
		[422, { detail: [{ msg: 'Field required' }] }, 'provider', /HTTP 422.*Field required$/],
		[404, { detail: 'Not Found' }, 'provider', /HTTP 404.*Not Found$/],
		[422, { detail: [] }, 'provider', /HTTP 422\)$/],
		[400, null, 'provider', /HTTP 400\)$/],
		[400, [], 'provider', /HTTP 400\)$/],
		[503, { error: { message: 'Starting' } }, 'unavailable', /Starting$/],
		[200, { status: 'Error', error: { message: 'Odd' } }, 'unavailable', /Odd$/],
		[200, { status: 'OK' }, 'protocol', /nothing instead of/],
		[200, { status: 'OK', data: [] }, 'protocol', /a list instead of/],
		[200, 'OK', 'protocol', /a text instead of/],
	])('HTTP %i %j is an error of kind %s', (status, body, kind, words) => {
		const error = errorOf(() => fromHttp(answer(body, status)));
		expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(words)]);
		expect(error.message).toContain(host);
		expect(error.description).not.toBe('');
	});

	it("takes another server's JSON for a fault that may pass, and its own words for what they say", () => {
		const foreign = errorOf(() => fromHttp(answer({ message: 'no Route matched' }, 404)));
		expect(foreign).toMatchObject({ httpStatus: 404, transient: true });
		const own = errorOf(() => fromHttp(answer({ detail: [{ msg: 'Field required' }] }, 422)));
		expect(own).toMatchObject({ httpStatus: 422, transient: false });
	});

	it('knows the rejection that is worth another try', () => {
		const error = { message: 'server rejected WebSocket connection: HTTP 403' };
		expect(isRejection(answer({ status: 'Error', error }, 400))).toBe(true);
		expect(isRejection(answer(unknownToken, 400))).toBe(false);
		expect(errorOf(() => fromHttp(answer({ error }, 400))).kind).toBe('rateLimited');
	});

	it('goes by the code before the words', () => {
		const error = { message: 'Kein Prozess', code: 'TASK_NOT_REGISTERED' };
		expect(httpTask({ status: 'Error', error }, 400)).toMatchObject({
			state: 'notFound',
			message: 'Kein Prozess',
			rawStatus: 'TASK_NOT_REGISTERED',
		});
	});
});

describe('Answers over a WebSocket', () => {
	it('reads the status in the body', () => {
		const read = fromDap(response({ success: true, body: failed.data }), host);
		expect(read).toEqual({ status: failed.data, host });
	});

	it.each<[JsonRecord, string | null]>([
		[{ message: 'Your pipeline is not running' }, null],
		[{ message: 'Gone', code: 'TASK_NOT_REGISTERED' }, 'TASK_NOT_REGISTERED'],
		[{ code: 'TASK_NOT_REGISTERED' }, 'TASK_NOT_REGISTERED'],
	])('reads the refusal %j as an unknown token', (refusal, code) => {
		const read = fromDap(response({ success: false, ...refusal }), host);
		expect(toTask(read, ref, checkedAt)).toMatchObject({
			state: 'notFound',
			message: refusal.message ?? 'Your pipeline is not running',
			rawStatus: code,
			failure: { code },
		});
	});

	it.each<[JsonRecord, string, RegExp]>([
		[{ success: false, message: 'Task token is required' }, 'input', /token is required/],
		[{ success: false, message: 'Permission denied' }, 'credential', /Permission denied$/],
		[{ success: false, message: 'Not authenticated' }, 'credential', /Not authenticated$/],
		[{ success: false, message: 'Other' }, 'unavailable', /Other$/],
		[{ success: false, message: 'Other', code: 'OTHER' }, 'unavailable', /Other$/],
		// Words are a fallback only: with another code they speak of something else.
		[
			{ success: false, message: 'Cannot ask: your pipeline is not running yet', code: 'OTHER' },
			'unavailable',
			/not running yet$/,
		],
		[{ success: false }, 'unavailable', /no reason$/],
		[{ success: 'yes', body: {} }, 'unavailable', /no reason$/],
		[{ success: true }, 'protocol', /nothing instead of/],
		[{ success: true, body: [] }, 'protocol', /a list instead of/],
	])('reports %j', (frame, kind, words) => {
		const error = errorOf(() => fromDap(response(frame), host));
		expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(words)]);
	});

	it.each([
		['Invalid API key', 'credential'],
		['Invalid authorization provided', 'credential'],
		['No authorization provided', 'credential'],
		['Authentication failed', 'credential'],
		['Bad request', 'unavailable'],
	])('reads the refused sign-in "%s"', (message, kind) => {
		const error = signInError(response({ success: false, message }), host);
		expect([error.kind, error.message]).toEqual([kind, expect.stringContaining(message)]);
	});

	it.each(['', 'x', 'null', '[]', '1', '{}', '{"type":"response"}', '{"type":"request","seq":1}'])(
		'takes the frame %j for no answer',
		(text) => expect(readResponse(text)).toBeUndefined(),
	);

	it('takes neither an event for an answer nor what is nested deeper than any status', () => {
		const answer = (body: string) => `{"type":"response","request_seq":1,"body":${body}}`;
		expect(readResponse(answer('1'))).toMatchObject({ body: 1 });
		expect(readResponse(answer('['.repeat(9_999) + ']'.repeat(9_999)))).toBeUndefined();
		expect(readResponse('{"type":"event","request_seq":1}')).toBeUndefined();
	});
});

describe('A row of the dashboard', () => {
	const row = {
		id: 'a079c836.webhook_1',
		name: 'a079c836.webhook_1.webhook_1',
		projectId: 'smp',
		source: 'webhook_1',
		startTime: 1795318594.7356873,
		endTime: 1795318598.116527,
		completed: true,
		state: 5,
		status: null,
		exitCode: 0,
		totalCount: 5,
		completedCount: 5,
	};

	it('is named by its id, and says its project and source', () => {
		const rowRef = refOfRow(row, host);
		expect(rowRef).toEqual({ id: 'a079c836.webhook_1', projectId: 'smp', source: 'webhook_1' });
		expect(rocketRide.identityOf(rowRef)).toBe('a079c836.webhook_1');
		const task = toTask({ status: row, host }, rowRef, checkedAt);
		expect(task).toMatchObject({
			taskId: 'a079c836.webhook_1',
			state: 'succeeded',
			progress: 100,
			startedAt: '2026-11-22T03:36:34.735Z',
			finishedAt: '2026-11-22T03:36:38.116Z',
		});
	});

	it('needs no project and no source, but an id', () => {
		const bare = { ...row, projectId: null, source: undefined };
		expect(refOfRow(bare, host)).toEqual({ id: 'a079c836.webhook_1' });
		expect(errorOf(() => refOfRow({ ...row, id: null }, host)).kind).toBe('protocol');
	});

	it.each<[JsonRecord, string]>([
		[{ success: false, message: 'Unknown command' }, 'unavailable'],
		[{ success: false, message: "Permission 'task.monitor' denied" }, 'credential'],
		[{ success: true, body: {} }, 'protocol'],
		[{ success: true, body: { tasks: {} } }, 'protocol'],
	])('is not looked for in %j', (frame, kind) => {
		expect(errorOf(() => rowsFromDap(response(frame), host)).kind).toBe(kind);
	});
});

describe('Masking', () => {
	it('masks the tokens of the captured notes, and leaves everything else', () => {
		const masked = maskJson(running, createMask([])) as typeof running;
		expect(masked.data.notes).toEqual([
			{ 'url-text': 'hook', url: 'https://x/tk_***/pk_***' },
			'note',
		]);
		expect({ ...masked.data, notes: [] }).toEqual({ ...running.data, notes: [] });
	});

	it.each<[unknown, unknown]>([
		['token=tk_abc-DEF_9&x', 'token=tk_***&x'],
		['"pk_1"', '"pk_***"'],
		['stk_exchange', 'stk_exchange'],
		[{ tk_1234: ['x', null, 7] }, { 'tk_***': ['x', null, 7] }],
		['a my-own-secret b', 'a *** b'],
		[{ 'my-own-secret': 1 }, { 'my-own-secret': 1 }],
	])('turns %j into %j', (value, expected) => {
		expect(maskJson(value, createMask(['my-own-secret']))).toEqual(expected);
	});

	it('masks a token of an odd form to its end', () => {
		const token = 'tk_odd.form/of-a-token';
		const value = { note: `https://x/${token}/pk_00 and ${encodeURIComponent(token)}` };
		expect(maskJson(value, createMask([token]))).toEqual({ note: 'https://x/***/pk_*** and ***' });
	});

	it('does not let a body rename what objects inherit', () => {
		const hostile = JSON.parse('{"__proto__":{"x":1},"a":1}') as unknown;
		expect(({} as JsonRecord).x).toBeUndefined();
		expect(Object.keys(maskJson(hostile, createMask([])) as object)).toEqual(['__proto__', 'a']);
	});
});
