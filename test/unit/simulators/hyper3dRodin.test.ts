import { unzipSync } from 'fflate';
import {
	awkwardFiles,
	type Hyper3dRodinSimulator,
	type NewRodinTask,
	type RodinFile,
	startHyper3dRodin,
} from '../../simulators/hyper3dRodin';
import { ManualClock } from '../../simulators/support';
import { sampleGlb, samplePng } from '../../simulators/support/files';

const MINUTE = 60_000;
const clock = new ManualClock();
let simulator: Hyper3dRodinSimulator;

beforeAll(async () => {
	simulator = await startHyper3dRodin({ clock });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.defaults = {};
	simulator.balance = 10;
	simulator.files.sawAuthorization = false;
});

const authorization = 'Bearer simulated-rodin-key';

async function call(path: string, body?: unknown, headers: Record<string, string> = {}) {
	const response = await fetch(simulator.baseUrl + path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { authorization, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: response.status, text: await response.text() };
}

async function json(path: string, body?: unknown): Promise<unknown> {
	return JSON.parse((await call(path, body)).text);
}

/** The words of the jobs of a task which is `ms` old. */
async function wordsAt(options: NewRodinTask, ms: number): Promise<string[]> {
	const task = simulator.addTask({ ...options, ageMs: ms });
	const { jobs } = (await json('/status', { subscription_key: task.subscriptionKey })) as {
		jobs: Array<{ status: string }>;
	};
	return jobs.map(({ status }) => status);
}

async function listOf(options: NewRodinTask): Promise<Array<{ name: string; url: string }>> {
	const { taskUuid } = simulator.addTask({ ageMs: MINUTE, ...options });
	const { list } = (await json('/download', { task_uuid: taskUuid })) as {
		list: Array<{ name: string; url: string }>;
	};
	return list;
}

async function firstUrl(options: NewRodinTask): Promise<string> {
	const [first] = await listOf(options);
	return first?.url ?? '';
}

describe('calls', () => {
	it.each(['', 'Bearer wrong', 'simulated-rodin-key'])('refuses the key %j', async (key) => {
		const { status, text } = await call('/check_balance', undefined, { authorization: key });
		expect(status).toBe(401);
		expect(JSON.parse(text)).toMatchObject({ error: 'UNAUTHORIZED' });
	});

	it('tells the balance with 201, or 200', async () => {
		expect(await call('/check_balance')).toEqual({ status: 201, text: '{"balance":10}' });
		simulator.defaults = { statusCode: 200 };
		expect((await call('/check_balance')).status).toBe(200);
	});

	it.each(['/rodin', '/rodin_texture_only', '/bang'])('takes a form at %s', async (path) => {
		const form = new FormData();
		form.append('prompt', 'a chair');
		form.append('images', new Blob([samplePng()], { type: 'image/png' }), 'a.png');
		form.append('simulate', JSON.stringify({ jobs: 2, queuedMs: 0 }));
		const response = await fetch(simulator.baseUrl + path, {
			method: 'POST',
			headers: { authorization },
			body: form,
		});
		expect(response.status).toBe(201);
		const answer = (await response.json()) as {
			jobs: { uuids: string[]; subscription_key: string };
		};
		expect(answer).toMatchObject({ message: 'Submitted.', prompt: 'a chair' });
		expect(answer).not.toHaveProperty('error');
		expect(answer.jobs.uuids).toHaveLength(2);
		const status = await json('/status', { subscription_key: answer.jobs.subscription_key });
		expect(status).toEqual({
			jobs: answer.jobs.uuids.map((uuid) => ({ uuid, status: 'Generating' })),
		});
		expect(simulator.requests.at(-2)?.body).toMatchObject({ prompt: 'a chair' });
	});

	it('takes JSON, counts submissions and charges them', async () => {
		const before = simulator.submissions;
		await json('/rodin', { prompt: 'x', simulate: { plan: 'never' } });
		expect([simulator.submissions - before, simulator.balance]).toEqual([1, 9]);
		expect((await call('/rodin', { simulate: '{' })).status).toBe(400);
		simulator.balance = 0;
		expect(await json('/rodin', {})).toMatchObject({ error: 'API_INSUFFICIENT_FUNDS' });
	});

	it.each([
		['/status', { subscription_key: 'nobody' }, 201, 'NO_SUCH_TASK'],
		['/status', {}, 400, 'INVALID_REQUEST'],
		['/download', { task_uuid: 'nobody' }, 201, 'NO_SUCH_TASK'],
		['/download', {}, 400, 'INVALID_REQUEST'],
	])('%s of %j is %i %s', async (path, body, status, error) => {
		const answer = await call(path, body);
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.text)).toMatchObject({ error });
	});

	it('does not know a task by the uuid of one of its jobs', async () => {
		const { jobUuids } = simulator.addTask();
		expect(await json('/download', { task_uuid: jobUuids[0] })).toHaveProperty('error');
	});
});

describe('timeline', () => {
	it.each([
		[0, 'Waiting Waiting Waiting'],
		[1000, 'Generating Generating Generating'],
		[1700, 'Done Generating Generating'],
		[2400, 'Done Done Generating'],
		[3000, 'Done Done Done'],
	])('succeeds by default: after %i ms %s', async (ms, words) => {
		expect((await wordsAt({}, ms)).join(' ')).toBe(words);
	});

	it.each([
		[{ plan: 'fail' }, 'Done Done Failed'],
		[{ plan: 'failEarly' }, 'Failed Done Done'],
		[{ plan: 'cancel' }, 'Done Done Canceled'],
		[{ plan: 'cancel', words: { canceled: 'Cancelled', done: 'DONE' } }, 'DONE DONE Cancelled'],
		[{ plan: 'unknownWord' }, 'Done Done Reticulating'],
		[{ plan: 'unknownThenSucceed' }, 'Done Done Done'],
		[{ plan: 'stuckInQueue' }, 'Waiting Waiting Waiting'],
		[{ plan: 'never' }, 'Generating Generating Generating'],
		[{ jobs: 1, words: { done: 'dOnE' } }, 'dOnE'],
	] satisfies Array<[NewRodinTask, string]>)('%j ends with %s', async (plan, words) => {
		expect((await wordsAt(plan, MINUTE)).join(' ')).toBe(words);
	});

	it('follows the clock', async () => {
		const { subscriptionKey } = simulator.addTask({ jobs: 1 });
		const look = async () => (await call('/status', { subscription_key: subscriptionKey })).text;
		expect(await look()).toContain('Waiting');
		clock.advance(1500);
		expect(await look()).toContain('Generating');
		clock.advance(1500);
		expect(await look()).toContain('Done');
		expect(await wordsAt({ plan: 'unknownThenSucceed', jobs: 1 }, 1500)).toEqual(['Reticulating']);
	});
});

describe('status bodies', () => {
	const bodyOf = async (options: NewRodinTask) => {
		const task = simulator.addTask({ jobs: 1, ageMs: MINUTE, ...options });
		const answer = await call('/status', { subscription_key: task.subscriptionKey });
		return { ...answer, text: answer.text.replace(task.jobUuids[0] ?? '-', 'U') };
	};

	it.each([
		[{}, '{"jobs":[{"uuid":"U","status":"Done"}]}'],
		[{ errorField: null }, '{"error":null,"jobs":[{"uuid":"U","status":"Done"}]}'],
		[{ errorField: 'OK', jobsShape: 'map' }, '{"error":"OK","jobs":{"U":"Done"}}'],
		[{ errorField: 'None', jobsShape: 'pairs' }, '{"error":"None","jobs":[{"U":"Done"}]}'],
		[{ jobsShape: 'empty' }, '{"jobs":[]}'],
		[{ jobsShape: 'missing' }, '{}'],
		[{ jobsShape: 'misprint' }, '{"jobs": ["U": "Done"]}'],
		[{ providerError: { error: 'API_X', message: 'no' } }, '{"error":"API_X","message":"no"}'],
	] satisfies Array<[NewRodinTask, string]>)('%j gives %s', async (options, text) => {
		expect(await bodyOf(options)).toEqual({ status: 201, text });
	});

	it('can have 200 and knobs for all tasks', async () => {
		simulator.defaults = { statusCode: 200, errorField: 'OK', jobsShape: 'empty' };
		expect(await bodyOf({})).toEqual({ status: 200, text: '{"error":"OK","jobs":[]}' });
	});
});

describe('results', () => {
	it.each([
		[{ ageMs: 0 }, []],
		[{ ageMs: 2400 }, ['base_basic_pbr.glb', 'texture_diffuse.png']],
		[{}, ['base_basic_pbr.glb', 'texture_diffuse.png', 'preview.webp']],
		[{ plan: 'fail' }, []],
		[{ files: awkwardFiles }, awkwardFiles.map(({ name }) => name)],
	] satisfies Array<[NewRodinTask, string[]]>)('%j lists %j', async (options, names) => {
		expect((await listOf(options)).map(({ name }) => name)).toEqual(names);
	});

	it('serves valid little files from another origin, without a key', async () => {
		const list = await listOf({ files: awkwardFiles });
		const [glb, png, webp, , zip] = await Promise.all(
			list.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
		);
		expect(new URL(list[0]?.url ?? '').origin).not.toBe(simulator.url);
		expect(glb).toEqual(sampleGlb());
		expect(glb?.readUInt32LE(8)).toBe(glb?.length);
		expect(JSON.parse(String(glb?.subarray(20)))).toHaveProperty('asset.version', '2.0');
		expect(png?.subarray(1, 4).toString()).toBe('PNG');
		expect([webp?.subarray(8, 12).toString(), webp?.readUInt32LE(4)]).toEqual(['WEBP', 26]);
		expect(Object.keys(unzipSync(zip ?? Buffer.of()))).toContain('model/base.glb');
		expect(simulator.sawAuthorization).toBe(false);
	});

	it('notices an Authorization header at the file origin', async () => {
		await fetch(await firstUrl({}), { headers: { authorization } });
		expect(simulator.sawAuthorization).toBe(true);
	});

	it('links expire after ten minutes, must be signed, and name a known file', async () => {
		const url = await firstUrl({});
		const statusOf = async (link: string) => (await fetch(link)).status;
		expect(await statusOf(url.replace(/token=\w/, 'token=_'))).toBe(403);
		expect(await statusOf(`${simulator.files.url}/nothing`)).toBe(404);
		clock.advance(10 * MINUTE);
		expect(await statusOf(url)).toBe(200);
		clock.advance(1);
		expect(await statusOf(url)).toBe(403);
		simulator.files.forget();
		clock.advance(-1);
		expect(await statusOf(url)).toBe(404);
	});

	it.each([
		[{ name: 'a.txt' }, 'text/plain', '16'],
		[{ name: 'a.bin', sizeBytes: 200_000 }, 'application/octet-stream', '200000'],
		[{ name: 'a.glb', contentBase64: 'AAAA', contentType: 'x/y' }, 'x/y', '3'],
		[{ name: 'a.png', withoutLength: true }, 'image/png', null],
		[{ name: 'a.zip', sizeBytes: 70_000, withoutLength: true }, 'application/zip', null],
		[{ name: 'a.webp', viaRedirect: true }, 'image/webp', '34'],
	] satisfies Array<[RodinFile, string, string | null]>)(
		'%j has type %s and length %s',
		async (file: RodinFile, type, length) => {
			const response = await fetch(await firstUrl({ files: [file] }));
			expect(response.status).toBe(200);
			expect(response.redirected).toBe(file.viaRedirect ?? false);
			expect(response.headers.get('content-type')).toContain(type);
			expect(response.headers.get('content-length')).toBe(length);
			const size = (await response.arrayBuffer()).byteLength;
			if (file.sizeBytes !== undefined) expect(size).toBe(file.sizeBytes);
		},
	);

	it('gives a literal in place of a link', async () => {
		const files = [{ name: 'a.glb', url: 'FILE_NOT_FOUND' }];
		expect(await listOf({ files })).toEqual(files);
	});

	it('has faults of its own at the file origin', async () => {
		const files = [{ name: 'a.bin', sizeBytes: 300_000 }];
		const url = await firstUrl({ files });
		simulator.fileFaults.add({ fault: { kind: 'status', status: 404 } });
		expect((await fetch(url)).status).toBe(404);
		simulator.fileFaults.add({ fault: { kind: 'dropInBody' } });
		const response = await fetch(url);
		expect(response.headers.get('content-length')).toBe('300000');
		await expect(response.arrayBuffer()).rejects.toThrow();
		expect(await (await fetch(url)).arrayBuffer()).toHaveProperty('byteLength', 300_000);
	});
});

it('takes tasks from another process', async () => {
	const response = await fetch(`${simulator.url}/__control/tasks`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ taskUuid: 'T', subscriptionKey: 'S', ageMs: MINUTE, jobs: 1 }),
	});
	expect(await response.json()).toMatchObject({ taskUuid: 'T', subscriptionKey: 'S' });
	expect((await call('/status', { subscription_key: 'S' })).text).toContain('Done');
});
