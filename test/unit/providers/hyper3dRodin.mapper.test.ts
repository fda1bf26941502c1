import { readRef } from '../../../nodes/providers/hyper3dRodin/fields';
import { toResultFiles, toTask } from '../../../nodes/providers/hyper3dRodin/mapper';
import type { TaskErrorKind } from '../../../nodes/task/errors';
import type { TaskOutcome, TaskState } from '../../../nodes/task/states';
import { errorOf, HOST, json, noJson } from './support/answers';

const REF = { subscriptionKey: 'subscription-key-of-the-task', taskUuid: 'uuid-of-the-task' };
const NOW = new Date('2026-01-02T03:04:05Z');

const taskOf = (body: unknown, status = 201) => toTask(json(body, status), REF, NOW);

/** A status answer in the documented shape. */
const jobs = (...words: unknown[]) => ({
	jobs: words.map((status, index) => ({ uuid: `job-${index}`, status })),
});

describe('The identifiers of a Rodin task', () => {
	it('are carried through as given, and the task UUID names the task', () => {
		expect(taskOf(jobs('Done'))).toMatchObject({
			provider: 'hyper3dRodin',
			taskId: REF.taskUuid,
			ref: REF,
			checkedAt: '2026-01-02T03:04:05.000Z',
		});
	});

	it('are the subscription key alone where no task UUID was given', () => {
		const ref = readRef({ subscriptionKey: ' a-key \n', taskUuid: '' });
		expect(ref).toStrictEqual({ subscriptionKey: 'a-key' });
		expect(toTask(json(jobs('Done')), ref, NOW).taskId).toBe('a-key');
	});

	it('of the jobs are labels only', () => {
		expect(taskOf(jobs('Done', 'Generating')).jobs).toStrictEqual([
			{ jobId: 'job-0', state: 'succeeded', rawStatus: 'Done' },
			{ jobId: 'job-1', state: 'running', rawStatus: 'Generating' },
		]);
	});
});

describe('A job says', () => {
	it.each<[string, TaskState, TaskOutcome]>([
		['Waiting', 'queued', 'inProgress'],
		['Generating', 'running', 'inProgress'],
		['Done', 'succeeded', 'done'],
		['Failed', 'failed', 'failed'],
		['Canceled', 'canceled', 'failed'],
		['Cancelled', 'canceled', 'failed'],
		['DONE', 'succeeded', 'done'],
		['done', 'succeeded', 'done'],
		[' Done ', 'succeeded', 'done'],
		['fAiLeD', 'failed', 'failed'],
		['CANCELLED', 'canceled', 'failed'],
	])('"%s": the task is %s', (word, state, outcome) => {
		expect(taskOf(jobs(word))).toMatchObject({ state, outcome, rawStatus: word.trim() });
	});

	it.each(['Reticulating', 'Finished', 'Success', 'Error', 'Queued', 'undefined', '7'])(
		'a word nobody documented, "%s": unknown, never a success or a failure, the word kept',
		(word) => {
			expect(taskOf(jobs('Done', word))).toMatchObject({
				state: 'unknown',
				outcome: 'inProgress',
				finished: false,
				succeeded: null,
				rawStatus: word,
				failure: null,
				warning: null,
			});
		},
	);

	it('a number: unknown, the number kept as text', () => {
		expect(taskOf(jobs(3))).toMatchObject({ state: 'unknown', rawStatus: '3' });
	});
});

describe('The jobs of a task fold into', () => {
	it.each<[TaskState, string, string[]]>([
		['failed', 'any failed', ['Done', 'Failed', 'Generating']],
		['failed', 'failed beside canceled', ['Canceled', 'Failed']],
		['canceled', 'any canceled', ['Done', 'Canceled', 'Generating']],
		['succeeded', 'all done', ['Done', 'Done']],
		['running', 'any generating', ['Waiting', 'Generating']],
		['running', 'any done, the others waiting', ['Done', 'Waiting']],
		['queued', 'all waiting', ['Waiting', 'Waiting']],
	])('%s: %s', (state, _rule, words) => {
		expect(taskOf(jobs(...words)).state).toBe(state);
	});

	it.each<[string, unknown]>([
		['an empty list', { jobs: [] }],
		['an empty map', { jobs: {} }],
		['null, as a Go server writes an empty list', { jobs: null }],
	])('queued, not "all done": %s', (_what, body) => {
		expect(taskOf(body)).toMatchObject({ state: 'queued', progress: null, rawStatus: null });
		expect(taskOf(body).jobs).toEqual([]);
	});

	it.each<[string, object]>([
		['an empty object', {}],
		['a missing key beside error "OK"', { error: 'OK' }],
		["a portal's greeting", { status: 'ok', message: 'Welcome to the portal' }],
		["a gateway's error on a 2xx", { statusCode: 500, message: 'Internal server error' }],
		['jobs one level too deep', { data: jobs('Done') }],
	])('no state without the key "jobs", which is no answer of this API: %s', (_what, body) => {
		expect(errorOf(() => taskOf(body))).toMatchObject({ kind: 'protocol', transient: true });
	});

	it('a raw status: the word of the job that decided', () => {
		expect(taskOf(jobs('Done', 'Failed')).rawStatus).toBe('Failed');
		expect(taskOf(jobs('Waiting', 'Generating')).rawStatus).toBe('Generating');
	});
});

describe('Progress, reason and times', () => {
	it.each<[number, string[]]>([
		[0, ['Waiting', 'Generating']],
		[33.3, ['Done', 'Generating', 'Waiting']],
		[66.7, ['Done', 'Done', 'Generating']],
		[50, ['Done', 'Failed']],
		[100, ['Done', 'Done']],
	])('the progress is done jobs of all jobs: %p', (progress, words) => {
		expect(taskOf(jobs(...words)).progress).toBe(progress);
	});

	it('no reason of a failure is documented: the error says how many jobs failed', () => {
		const { failure } = taskOf(jobs('Failed', 'Done', 'Failed'));
		expect(failure).toMatchObject({ code: null });
		expect(failure?.message).toContain('2 of 3 jobs failed');
	});

	it.each(['Waiting', 'Generating', 'Done'])('a task that is %s has no failure', (word) => {
		expect(taskOf(jobs(word)).failure).toBeNull();
	});

	it('a canceled task says that it was canceled', () => {
		expect(taskOf(jobs('Canceled')).failure?.message).toContain('canceled');
	});

	it.each(['None', 'OK', ' null '])('the sentinel "%s" is no message', (message) => {
		expect(taskOf({ ...jobs('Done'), message }).message).toBeNull();
	});

	it('no times, result or details are documented', () => {
		expect(taskOf(jobs('Done'))).toMatchObject({
			startedAt: null,
			finishedAt: null,
			result: null,
			details: {},
		});
	});
});

describe('The shape of "jobs" may be', () => {
	const expected = [
		{ jobId: 'job-a', state: 'succeeded', rawStatus: 'Done' },
		{ jobId: 'job-b', state: 'running', rawStatus: 'Generating' },
	];

	it.each<[string, unknown]>([
		[
			'a list of {uuid, status}',
			[
				{ uuid: 'job-a', status: 'Done' },
				{ uuid: 'job-b', status: 'Generating' },
			],
		],
		['a list of single pairs', [{ 'job-a': 'Done' }, { 'job-b': 'Generating' }]],
		['one map', { 'job-a': 'Done', 'job-b': 'Generating' }],
		[
			'a list of both',
			[{ uuid: 'job-a', status: 'Done', more: 'of it' }, { 'job-b': 'Generating' }],
		],
	])('%s', (_what, shape) => {
		expect(taskOf({ jobs: shape }).jobs).toStrictEqual(expected);
	});

	it('a list of jobs without a uuid', () => {
		expect(taskOf({ jobs: [{ status: 'Done' }] }).jobs).toStrictEqual([
			{ jobId: null, state: 'succeeded', rawStatus: 'Done' },
		]);
	});

	it.each<[string, unknown]>([
		['a text', 'Done'],
		['a number', 7],
		['true', true],
		['a list of texts', ['Done']],
		['a list of null', [null]],
		['a list of lists', [['job-a', 'Done']]],
		['an empty job', [{}]],
		['a job of several pairs', [{ 'job-a': 'Done', 'job-b': 'Done' }]],
		['a job whose status is null', [{ uuid: 'job-a', status: null }]],
		['a job whose status is an object', [{ uuid: 'job-a', status: { name: 'Done' } }]],
		['a job whose status is empty', [{ uuid: 'job-a', status: '' }]],
		['the object of the submit response', { uuids: ['job-a'], subscription_key: 'a-key' }],
	])('nothing else, which is an error and never a state: %s', (_what, shape) => {
		const error = errorOf(() => taskOf({ jobs: shape }));
		expect(error.kind).toBe('protocol');
		expect(error.message).toContain(HOST);
		expect(error.description).not.toBe('');
		expect(error.message).not.toContain('a-key');
	});
});

describe('The "error" key', () => {
	it.each<[unknown]>([[null], [''], ['OK'], ['ok'], ['None'], ['null'], ['success'], [' OK ']])(
		'%j is no error',
		(error) => {
			expect(taskOf({ error, ...jobs('Done') }).state).toBe('succeeded');
		},
	);

	it.each([200, 201, 202])('with a real error is a provider error even on a %p', (status) => {
		const body = { error: 'API_INSUFFICIENT_FUNDS', message: 'Your balance is not enough' };
		expect(errorOf(() => taskOf(body, status))).toMatchObject({
			kind: 'provider',
			httpStatus: status,
			message: `${HOST} answered with an error: API_INSUFFICIENT_FUNDS – Your balance is not enough`,
		});
	});

	it.each<[string, TaskErrorKind, boolean]>([
		['RATE_LIMITED', 'rateLimited', true],
		['rate_limited', 'rateLimited', true],
		['PERMISSION_DENIED', 'credential', false],
		['USER_NOT_FOUND', 'credential', false],
		['TASK_INCOMPLETE', 'unavailable', true],
		['SUBSCRIPTION_REQUIRED', 'provider', false],
	])('%s on a 2xx is an error of kind %s', (error, kind, transient) => {
		const thrown = errorOf(() => taskOf({ error, message: 'In words' }));
		expect(thrown).toMatchObject({ kind, transient });
		expect(thrown.message).toContain(`${error} – In words`);
		expect(errorOf(() => toResultFiles(json({ error })))).toMatchObject({ kind, transient });
	});

	it('RATE_LIMITED on a 2xx keeps Retry-After', () => {
		const answer = json({ error: 'RATE_LIMITED' }, 201, { 'retry-after': '7' });
		expect(errorOf(() => toTask(answer, REF, NOW)).retryAfterMs).toBe(7000);
	});

	it.each([201, 404])('NO_SUCH_TASK with a %p is a task that is not found', (status) => {
		expect(taskOf({ error: 'NO_SUCH_TASK', message: 'Task does not exist' }, status)).toMatchObject(
			{
				state: 'notFound',
				finished: true,
				succeeded: false,
				failure: {
					code: 'NO_SUCH_TASK',
					message: 'Hyper3D does not know this task: NO_SUCH_TASK – Task does not exist',
				},
			},
		);
	});

	it('with a real error is one also beside jobs', () => {
		expect(errorOf(() => taskOf({ error: 'BAD', ...jobs('Done') })).kind).toBe('provider');
	});

	it.each<[unknown, string]>([
		[{ message: 'Out of order' }, 'Out of order'],
		[404, '404'],
		[true, 'no reason'],
		[{}, 'no reason'],
		[[], 'no reason'],
	])('%j is an error, too: its text says "%s"', (error, words) => {
		expect(errorOf(() => taskOf({ error })).message).toContain(words);
	});
});

describe('The HTTP status', () => {
	it.each([200, 201, 202, 299])('%p is a success', (status) => {
		expect(taskOf(jobs('Done'), status).state).toBe('succeeded');
	});

	it.each<[number, TaskErrorKind]>([
		[401, 'credential'],
		[403, 'credential'],
		[429, 'rateLimited'],
		[400, 'provider'],
		[404, 'provider'],
		[408, 'unavailable'],
		[500, 'unavailable'],
		[503, 'unavailable'],
		[302, 'configuration'],
	])('%p is an error of kind %s, whatever the body', (status, kind) => {
		const answers = [
			noJson('empty', status),
			noJson('other', status),
			json(jobs('Done'), status),
			json({ error: 'NO', message: 'Reason' }, status),
			json([], status),
		];
		for (const answer of answers) {
			expect(errorOf(() => toTask(answer, REF, NOW))).toMatchObject({ kind, httpStatus: status });
		}
	});

	it('of an error shows the reason in the body', () => {
		const error = errorOf(() => taskOf({ error: 'UNAUTHORIZED', message: 'Invalid key' }, 401));
		expect(error.message).toContain('UNAUTHORIZED – Invalid key');
		expect(errorOf(() => taskOf({ message: 'Only this' }, 500)).message).toContain('Only this');
	});

	it('429 keeps Retry-After', () => {
		const answer = json({ error: 'SLOW_DOWN' }, 429, { 'retry-after': '7' });
		expect(errorOf(() => toTask(answer, REF, NOW)).retryAfterMs).toBe(7000);
	});
});

describe('A body that is no JSON object', () => {
	it.each<[string, ReturnType<typeof json>, string]>([
		['is empty', noJson('empty'), 'an empty body'],
		["is HTML, or the older page's misprint", noJson('other'), 'a body that is not JSON'],
		['is null', json(null), 'null'],
		['is a list', json([{ uuid: 'a', status: 'Done' }]), 'a list'],
		['is a text', json('Done'), 'a text'],
		['is a number', json(1), 'a number'],
	])('%s: a clear error', (_what, answer, words) => {
		const error = errorOf(() => toTask(answer, REF, NOW));
		expect(error.kind).toBe('protocol');
		expect(error.message).toBe(`${HOST} answered with ${words} instead of an object with "jobs"`);
		expect(error.description).toContain('base URL');
	});
});

describe('The list of files', () => {
	it('keeps names with slashes, names that repeat, and a url that is none', () => {
		const list = [
			{ name: 'base/model.glb', url: 'https://files.example.com/a?token=1' },
			{ name: 'preview.webp', url: 'https://files.example.com/b?token=2' },
			{ name: 'preview.webp', url: 'FILE_NOT_FOUND' },
		];
		expect(toResultFiles(json({ list }, 201))).toStrictEqual(list);
	});

	it.each<[unknown]>([[null], ['OK'], ['None'], [undefined]])(
		'is read beside error %j',
		(error) => {
			expect(toResultFiles(json({ error, list: [] }))).toEqual([]);
		},
	);

	it.each<[string, unknown]>([
		['missing', {}],
		['null', { list: null }],
		['a map', { list: {} }],
		['of texts', { list: ['https://files.example.com/a'] }],
		['of entries without a name', { list: [{ url: 'https://files.example.com/a' }] }],
		['of entries without a url', { list: [{ name: 'a.glb' }] }],
		['of entries whose url is null', { list: [{ name: 'a.glb', url: null }] }],
	])('that is %s is a clear error', (_what, body) => {
		const error = errorOf(() => toResultFiles(json(body)));
		expect(error.kind).toBe('protocol');
		expect(error.message).toContain(HOST);
		expect(error.message).not.toContain('files.example.com');
	});

	it('gives the provider its say on a 2xx and on an error status', () => {
		const body = { error: 'NO_SUCH_TASK', message: 'Task does not exist' };
		expect(errorOf(() => toResultFiles(json(body, 201))).message).toContain('NO_SUCH_TASK');
		expect(errorOf(() => toResultFiles(json(body, 401))).kind).toBe('credential');
		expect(errorOf(() => toResultFiles(noJson('other', 502))).kind).toBe('unavailable');
		expect(errorOf(() => toResultFiles(noJson('empty'))).kind).toBe('protocol');
	});
});
