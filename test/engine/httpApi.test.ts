import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { HttpTaskApi } from '../../credentials/HttpTaskApi.credentials';
import { testCredential } from './support/credentialTest';
import { runTaskStatus } from './support/engine';
import { JsonServer } from './support/jsonServer';
import type { Reply, SeenRequest } from './support/jsonServer';

const KEY = 'jobs-key-0123456789';

let server: JsonServer;
let jobs: Record<string, IDataObject>;
let seenBefore = 0;

/** What was asked for in this test. */
const asked = () => server.seen.slice(seenBefore);

/** An in-house API of jobs, as people write them. */
function jobApi({ url, headers }: SeenRequest, origin: string): Reply {
	if (url === '/files/report.txt') return { json: headers.authorization ?? 'no key' };
	if (!`${headers.authorization ?? ''}${url}${headers['x-key'] ?? ''}`.includes(KEY)) {
		const basic = Buffer.from(`me:${KEY}`).toString('base64');
		if (headers.authorization !== `Basic ${basic}`) return { status: 401, json: { error: 'no' } };
	}
	const id = /^\/v1\/jobs\/([^/?]+)/.exec(url)?.[1] ?? '';
	const job = jobs[decodeURIComponent(id)];
	if (job === undefined) return { status: 404, json: { error: `no job ${id}` } };
	return { json: JSON.parse(JSON.stringify(job).replaceAll('ORIGIN', origin)) as IDataObject };
}

beforeAll(async () => {
	server = await JsonServer.start(jobApi);
});
afterAll(async () => await server.close());
beforeEach(() => {
	seenBefore = server.seen.length;
	jobs = {
		waiting: { status: 'Pending', progress: 0 },
		busy: { status: 'RUNNING', progress: 42.25, message: 'Rendering' },
		good: {
			status: 'completed',
			output: { pages: 3, files: [{ url: 'ORIGIN/files/report.txt' }] },
		},
		bad: { status: 'error', error: { message: 'Out of paper' } },
		stopped: { status: 'aborted' },
		asking: { status: 'paused' },
		odd: { status: 'constructor' },
	};
});

/** What n8n fills in for what a person leaves alone. */
const defaults = Object.fromEntries(
	new HttpTaskApi().properties.map(({ name, default: value }) => [name, value]),
);

type Credential = ICredentialDataDecryptedObject;

const byFields = (more: Credential = {}): Credential => ({
	...(defaults as Credential),
	baseUrl: `${server.origin}/v1`,
	value: ` ${KEY}\n`,
	statusPath: '/jobs/{taskId}',
	progressPath: 'progress',
	messagePath: 'message',
	failurePath: 'error.message',
	resultPath: 'output',
	filesPath: 'output.files[].url',
	...more,
});

const byJson = (description: unknown): Credential => ({
	...byFields(),
	describeBy: 'json',
	description: JSON.stringify(description),
});

async function ask(taskId: string, credential: Credential, more: IDataObject = {}) {
	return await runTaskStatus({
		items: [{ id: taskId }],
		parameters: {
			provider: 'httpApi',
			operation: 'getStatus',
			outputMode: 'single',
			options: {},
			...more,
		} as never,
		credentials: { httpTaskApi: credential },
	});
}

async function taskOf(taskId: string, credential = byFields()): Promise<IDataObject> {
	const { outputs, error } = await ask(taskId, credential);
	if (error) throw error;
	return outputs[0]?.[0]?.json ?? {};
}

describe('an API described by fields', () => {
	it.each([
		['waiting', { state: 'queued', progress: 0 }],
		['busy', { state: 'running', progress: 42.3, message: 'Rendering' }],
		['good', { state: 'succeeded', result: { pages: 3 } }],
		['bad', { state: 'failed', failure: { code: null, message: 'Out of paper' } }],
		['stopped', { state: 'canceled' }],
		['asking', { state: 'actionRequired', outcome: 'actionRequired' }],
		['odd', { state: 'unknown', rawStatus: 'constructor', outcome: 'inProgress' }],
		['nobody', { state: 'notFound' }],
	])('tells the job %s', async (id, expected) => {
		expect(await taskOf(id)).toMatchObject({ provider: 'httpApi', taskId: id, ...expected });
	});

	it('takes the status URL of a job as well, and sends the key nowhere else', async () => {
		expect(await taskOf(`${server.origin}/v1/jobs/good`)).toMatchObject({ state: 'succeeded' });
		const before = asked().length;
		const { error } = await ask('https://elsewhere.example/v1/jobs/good', byFields());
		expect(error?.message).toContain('leads to https://elsewhere.example');
		expect(asked()).toHaveLength(before);
	});

	it('asks nothing for an ID where only URLs can be asked for', async () => {
		const { error } = await ask('good', byFields({ statusPath: '' }));
		expect(error?.message).toContain('no status path is known');
		expect(asked()).toHaveLength(0);
	});

	it.each([
		['bearer', {}],
		['header', { name: 'X-Key' }],
		['query', { name: 'key' }],
		['basic', { user: 'me' }],
	])('signs by %s', async (authentication, more) => {
		const credential = byFields({ authentication, ...more });
		expect(await taskOf('busy', credential)).toMatchObject({ state: 'running' });
	});

	it('signs by nothing at all, and then a refusal is an error that names no key', async () => {
		const { error } = await ask('busy', byFields({ authentication: 'none' }));
		expect(error?.message).toContain('refused the key');
		expect(error?.message).not.toContain(KEY);
	});

	it('waits, gives the result as data or as files, and fetches files without the key', async () => {
		const waited = await ask('good', byFields(), {
			operation: 'waitForCompletion',
			pollInterval: 1,
			timeout: 5,
			onTimeout: 'output',
		});
		expect(waited.outputs[0]?.[0]?.json).toMatchObject({ state: 'succeeded', timedOut: false });
		const results = { operation: 'getResults', downloadFiles: true, binaryPropertyName: 'data' };
		const { outputs } = await ask('good', byFields(), results);
		expect(outputs[0]?.[0]?.json).toMatchObject({ fileName: 'report.txt' });
		const file = asked().find(({ url }) => url === '/files/report.txt');
		expect(file?.headers.authorization).toBeUndefined();
		const data = await ask('good', byFields({ filesPath: '' }), results);
		expect(data.outputs[0]?.[0]?.json).toMatchObject({ result: { pages: 3 } });
	});
});

describe('an API described by JSON', () => {
	it('can say more: rules in order, warnings, a test', async () => {
		jobs.half = { done: true, lost: 2 };
		const credential = byJson({
			status: { path: '/jobs/{taskId}' },
			state: [
				{ when: { path: 'done', is: true }, state: 'succeeded' },
				{ path: 'status', words: { running: 'running' } },
			],
			warning: [{ when: { path: 'lost', over: 0 }, message: 'Parts are missing', count: 'lost' }],
		});
		expect(await taskOf('half', credential)).toMatchObject({
			state: 'succeeded',
			warning: { code: null, message: 'Parts are missing', count: 2 },
		});
		expect(await taskOf('busy', credential)).toMatchObject({ state: 'running' });
	});

	it('is asked at the pace it says, however often the author wants to look', async () => {
		const credential = byJson({
			status: { path: '/jobs/{taskId}' },
			state: [{ path: 'status', words: { running: 'running' } }],
			pace: { minSeconds: 3 },
		});
		const { outputs } = await ask('busy', credential, {
			operation: 'waitForCompletion',
			pollInterval: 1,
			timeout: 4,
			onTimeout: 'output',
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({ timedOut: true, details: { looks: 2 } });
	});
});

describe('a description that cannot be used names the key and what was expected', () => {
	const request = { status: { path: '/jobs/{taskId}' } };
	const state = [{ path: 'status', words: { done: 'succeeded' } }];

	it.each<[string, () => Credential, RegExp]>([
		['an unknown key', () => byJson({ ...request, state, stat: 1 }), /stat/],
		['a wrong type', () => byJson({ ...request, state: 'status' }), /state.*expected/],
		[
			'a state nobody knows',
			() => byJson({ ...request, state: [{ path: 's', words: { a: 'ok' } }] }),
			/words/,
		],
		[
			'a path that does not parse',
			() => byJson({ ...request, state, message: 'a[' }),
			/message.*JMESPath/,
		],
		['{x} that names nothing', () => byJson({ status: { path: '/jobs/{job}' }, state }), /job/],
		['no JSON', () => ({ ...byFields(), describeBy: 'json', description: '{' }), /Description/],
		[
			'a word in two lists',
			() => byFields({ runningWords: 'done' }),
			/Running Words.*Done Words.*"done"/,
		],
		[
			'a path field that does not parse',
			() => byFields({ statePath: 'a[' }),
			/State Path.*JMESPath/,
		],
		[
			'a status path without the ID',
			() => byFields({ statusPath: '/jobs' }),
			/Status Path.*\{taskId\}/,
		],
		[
			'a status path with another name',
			() => byFields({ statusPath: '/jobs/{id}' }),
			/\{taskId\} only/,
		],
	])('%s, in an execution and in the test alike', async (_what, credential, words) => {
		const { error } = await ask('good', credential());
		expect(error?.message).toMatch(words);
		const tested = await testCredential('httpTaskApi', credential());
		expect(tested.status).toBe('Error');
		expect(tested.message).toMatch(words);
		expect(asked()).toHaveLength(0);
	});
});

describe('the Test button says what it read', () => {
	it.each([
		['good', 'OK', /^"status" is "completed" → succeeded$/],
		['busy', 'OK', /^"status" is "RUNNING" → running$/],
		['odd', 'Error', /"status" is "constructor", which is in none of the lists/],
		['nobody', 'Error', /no such task/],
	])('of the task %s', async (testTaskId, status, words) => {
		const result = await testCredential('httpTaskApi', byFields({ testTaskId }));
		expect(result.message).toMatch(words);
		expect(result.status).toBe(status);
	});

	it('and that nothing was asked, without a task', async () => {
		const result = await testCredential('httpTaskApi', byFields());
		expect(result).toMatchObject({ status: 'OK' });
		expect(result.message).toContain('Nothing was asked');
		expect(asked()).toHaveLength(0);
	});

	it('and that the key is refused, without showing it', async () => {
		const credential = byFields({ testTaskId: 'good', value: 'another-key-123' });
		const result = await testCredential('httpTaskApi', credential);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('refused the key');
		expect(result.message).not.toContain('another-key-123');
	});
});
