import { holds } from '../../../nodes/providers/described/conditions';
import type { Description, Exchange, When } from '../../../nodes/providers/described/description';
import { readStatus, toTask } from '../../../nodes/providers/described/reading';
import { progressOf, timeAt } from '../../../nodes/providers/described/values';
import type { HttpAnswer } from '../../../nodes/providers/shared/httpAnswer';
import { TaskRequestError } from '../../../nodes/task/errors';
import { json, page, readTask } from '../services/support';

const base: Description = {
	name: 'example',
	displayName: 'Example',
	documentationUrl: 'https://example.com',
	credential: { type: 'exampleTaskApi' },
	baseUrl: 'https://api.example.com',
	identifiers: [{ name: 'id', displayName: 'ID' }],
	status: { path: '/jobs/{id}' },
	state: [{ path: 'status', words: { Done: 'succeeded', Busy: 'running', Bad: 'failed' } }],
};

const read = (exchange: Partial<Exchange>, answer: HttpAnswer) =>
	readTask({ ...base, ...exchange }, { id: '1' }, answer);

describe('a test', () => {
	const body = { n: 3, t: ' Done ', e: '', l: ['A', 'b'], o: {}, z: 0, no: null, text: '12' };

	it.each<[When, boolean]>([
		[{ path: 't', is: 'done' }, true],
		[{ path: 't', is: ['x', 'DONE'] }, true],
		[{ path: 'n', is: '3' }, false],
		[{ path: 'n', is: 3 }, true],
		[{ path: 'absent', is: null }, true],
		[{ path: 'absent', not: 'done' }, true],
		[{ path: 't', not: ['done', 'x'] }, false],
		[{ path: 'n', over: 2 }, true],
		[{ path: 'n', over: 3 }, false],
		[{ path: 'text', over: 11 }, true],
		[{ path: 'e', over: -1 }, false],
		[{ path: 'no', over: -1 }, false],
		[{ path: 't', has: 'on' }, true],
		[{ path: 'l', has: 'a' }, true],
		[{ path: 'l', has: 'c' }, false],
		[{ path: 'z', present: true }, true],
		[{ path: 'e', present: true }, false],
		[{ path: 'o', present: false }, true],
		[{ path: 'no', present: false }, true],
		[
			[
				{ path: 'n', is: 3 },
				{ path: 'z', is: 0 },
			],
			true,
		],
		[
			[
				{ path: 'n', is: 3 },
				{ path: 'z', is: 1 },
			],
			false,
		],
	])('%j is %s', (when, expected) => {
		expect(holds(body, when)).toBe(expected);
	});
});

describe('the state', () => {
	it.each([
		['Done', 'succeeded'],
		[' dONE ', 'succeeded'],
		['done!', 'unknown'],
		['__proto__', 'unknown'],
		['constructor', 'unknown'],
		[3, 'unknown'],
		[true, 'unknown'],
	])('of the word %j is %s', (status, state) => {
		expect(read({}, json({ status }))).toMatchObject({ state, rawStatus: String(status).trim() });
	});

	it.each([{}, { status: null }, { status: '' }, { status: {} }, [], null, 'Done', 7])(
		'of %j is none: an error that says what was looked for',
		(body) => {
			expect(() => read({}, json(body))).toThrow('the status of a task in "status"');
		},
	);

	it('takes numbers and booleans as words', () => {
		const state = [
			{ path: 'flag', words: { 0: 'running', 1: 'succeeded', true: 'failed' } as const },
		];
		expect(read({ state }, json({ flag: 0 })).state).toBe('running');
		expect(read({ state }, json({ flag: 1 })).state).toBe('succeeded');
		expect(read({ state }, json({ flag: true })).state).toBe('failed');
	});

	it('is the first rule that knows its word, and keeps the first word if none does', () => {
		const state = [
			{ path: 'life', words: { RUNNING: 'running' } as const },
			{ path: 'result', words: { SUCCESS: 'succeeded' } as const },
		];
		const one = read({ state }, json({ life: 'TERMINATED', result: 'SUCCESS' }));
		expect(one).toMatchObject({ state: 'succeeded', rawStatus: 'SUCCESS' });
		const two = read({ state }, json({ life: 'TERMINATED', result: 'LOST' }));
		expect(two).toMatchObject({ state: 'unknown', rawStatus: 'TERMINATED' });
	});

	it('is unknown where the vendor says so, whatever a later rule says', () => {
		const state = [
			{ path: 'status', words: { unknown: 'unknown' } as const },
			{ when: { path: 'status', present: true }, state: 'failed' as const },
		];
		expect(read({ state }, json({ status: 'unknown' })).state).toBe('unknown');
	});

	it.each([
		[['Done', 'Done'], 'succeeded'],
		[['Done', 'Busy'], 'running'],
		[['Done', 'Bad'], 'failed'],
		[['Done', 'Odd'], 'unknown'],
		[[], 'queued'],
	])('of the jobs %j is %s', (words, state) => {
		const jobs = { path: 'jobs', id: 'id', state: 's', words: base.state?.[0] as never };
		const rule = base.state?.[0];
		const known = rule !== undefined && 'words' in rule ? rule.words : {};
		const body = { jobs: words.map((s, id) => ({ s, id })) };
		const task = read({ jobs: { ...jobs, words: known } }, json(body));
		expect(task.state).toBe(state);
		expect(task.jobs.map(({ jobId }) => jobId)).toEqual(words.map((_word, id) => String(id)));
	});
});

describe('an HTTP status', () => {
	const httpStates = { 202: 'running', 200: 'succeeded', 422: 'failed' } as const;

	it('says the state where it is described, whatever the body', () => {
		expect(read({ httpStates }, json({}, 202))).toMatchObject({
			state: 'running',
			rawStatus: '202',
		});
		expect(read({ httpStates }, page()).state).toBe('succeeded');
		const failed = read({ httpStates }, json({ message: 'No such table' }, 422));
		expect(failed).toMatchObject({ state: 'failed', failure: { message: 'No such table' } });
	});

	it('404 is a task that is not found in JSON only', () => {
		expect(read({}, json({ error: 'gone' }, 404))).toMatchObject({
			state: 'notFound',
			failure: { message: 'gone' },
		});
		expect(() => read({}, page(404))).toThrow(TaskRequestError);
	});

	it.each([
		[401, 'credential'],
		[403, 'credential'],
		[429, 'rateLimited'],
		[500, 'unavailable'],
		[400, 'provider'],
		[302, 'configuration'],
	])('%i is an error of the request, never a state', (status, kind) => {
		const fault = { notFound: { path: 'status', present: false } } as const;
		const body = status === 400 ? { status: 'Done' } : {};
		const thrown = (() => {
			try {
				return read({ fault }, json(body, status));
			} catch (error) {
				return error;
			}
		})();
		expect(thrown).toMatchObject({ name: 'TaskRequestError', kind });
	});
});

describe('an error inside a 2xx', () => {
	const fault = {
		when: { path: 'ok', is: false },
		code: 'code',
		message: 'msg',
		notFound: { path: 'code', is: 'no_task' },
	} as const;

	it('is an error with its words', () => {
		const body = { ok: false, code: 'E7', msg: 'Plan  ended', status: 'Done' };
		expect(() => read({ fault }, json(body))).toThrow('Plan  ended, code E7');
	});

	it('is a task that is not found where the code says so', () => {
		const body = { ok: false, code: 'no_task', msg: 'Never heard of it' };
		expect(read({ fault }, json(body))).toMatchObject({
			state: 'notFound',
			failure: { message: 'Never heard of it' },
		});
	});

	it.each([
		[401, 'credential'],
		[429, 'rateLimited'],
		[500, 'unavailable'],
	])('counts code %i like the HTTP status', (code, kind) => {
		const own = { code: 'code', message: 'msg', isHttpCode: true };
		const thrown = (() => {
			try {
				return read({ fault: own }, json({ code, status: 'Done' }));
			} catch (error) {
				return error;
			}
		})();
		expect(thrown).toMatchObject({ name: 'TaskRequestError', kind });
		expect(read({ fault: own }, json({ code: 200, status: 'Done' })).state).toBe('succeeded');
		expect(read({ fault: own }, json({ code: 404 })).state).toBe('notFound');
	});
});

describe('a success', () => {
	it('that is none is demoted, with the words of both', () => {
		const demote = [
			{ when: { path: 'n', is: 0 }, state: 'failed', message: 'Nothing was made' } as const,
		];
		const exchange = { demote, failure: { message: 'why' } };
		expect(read(exchange, json({ status: 'Done', n: 0, why: ['a', 'b'] }))).toMatchObject({
			state: 'failed',
			result: null,
			failure: { message: 'Nothing was made: a; b' },
		});
		expect(read(exchange, json({ status: 'Busy', n: 0 })).state).toBe('running');
	});

	it('with failed parts has a warning with their number; nothing else has one', () => {
		const warning = [
			{ when: { path: 'bad', over: 0 }, message: 'Parts failed', count: 'bad' } as const,
		];
		expect(read({ warning }, json({ status: 'Done', bad: 2 })).warning).toEqual({
			code: null,
			message: 'Parts failed',
			count: 2,
		});
		expect(read({ warning }, json({ status: 'Bad', bad: 2 })).warning).toBeNull();
	});

	it('has its result, also as a text of JSON; what is no JSON stays a text', () => {
		const result = { path: 'r', isJsonText: true };
		expect(read({ result }, json({ status: 'Done', r: '{"a":1}' })).result).toEqual({ a: 1 });
		expect(read({ result }, json({ status: 'Done', r: '{a' })).result).toBe('{a');
		expect(read({ result }, json({ status: 'Busy', r: '{"a":1}' })).result).toBeNull();
	});
});

it.each([
	['None', 'The provider gave no reason'],
	[{ message: '' }, 'The provider gave no reason'],
	[{ detail: { msg: 'deep' } }, 'deep'],
	[[{ msg: 'a' }, { msg: 'b' }], 'a; b'],
	[7, '7'],
])('why a task failed, as %j', (why, message) => {
	expect(read({ failure: { message: 'why' } }, json({ status: 'Bad', why })).failure?.message).toBe(
		message,
	);
});

it.each([
	[1_700_000_000, '2023-11-14T22:13:20.000Z'],
	[1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
	['1700000000', '2023-11-14T22:13:20.000Z'],
	['2026-01-01T10:00:00Z', '2026-01-01T10:00:00.000Z'],
	['2026-01-01T10:00:00.123456+02:00', '2026-01-01T08:00:00.123Z'],
	// Nobody knows which zone is meant.
	['2025-06-06 10:30:00', null],
	[0, null],
	['', null],
	['0', null],
	[-1, null],
	[1e300, null],
	['soon', null],
	[{}, null],
])('the time %j is %s', (time, expected) => {
	expect(timeAt({ time }, 'time')).toBe(expected);
});

it.each([
	[{ path: 'p', of: 1 } as const, { p: 0.256 }, 25.6],
	[{ path: 'p', of: 100 } as const, { p: '42' }, 42],
	[{ path: 'p', of: 100 } as const, { p: -1 }, null],
	[{ path: 'p', of: 100 } as const, { p: 250 }, 100],
	[{ done: 'd', total: 't' }, { d: 1, t: 3 }, 33.3],
	[{ done: 'd', total: 't' }, { d: 0, t: 0 }, null],
	[{ done: 'd', total: 't' }, { d: 0 }, null],
])('progress by %j of %j is %s', (progress, body, expected) => {
	expect(progressOf(body, progress)).toBe(expected);
});

describe('how long a service asks to be left alone', () => {
	const rest = (answer: HttpAnswer, pace: Description['pace']) => {
		const description = { ...base, ...(pace && { pace }) };
		const identity = { provider: 'p', taskId: '1', ref: {}, checkedAt: new Date(0) };
		return toTask(description, description, readStatus(description, answer), identity).retryAfterMs;
	};

	it.each([
		[{ 'retry-after': '7' }, {}, 7000],
		[{}, { left: 40 }, 20_000],
		[{ 'retry-after': '7' }, { left: 40 }, 7000],
		// No server silences a task for ever.
		[{ 'retry-after': '999999999' }, {}, 3_600_000],
		[{}, { left: -5 }, undefined],
	])('by %j and %j', (headers, body, expected) => {
		const answer = json({ status: 'Busy', ...body }, 200, headers);
		expect(rest(answer, { hint: 'left', hintShare: 0.5 })).toBe(expected);
	});

	it('not after the end', () => {
		expect(rest(json({ status: 'Done' }, 200, { 'retry-after': '7' }), undefined)).toBeUndefined();
	});
});
