import { ManualClock } from '../../simulators/support';
import { KEY, SERVICES, serviceOf, startServices } from '../../simulators/services';
import type { ServicesSimulator } from '../../simulators/services';

let simulator: ServicesSimulator;
beforeAll(async () => {
	simulator = await startServices({ stepMs: 0 });
});
afterAll(async () => {
	await simulator.close();
});

const BEARER = { authorization: `Bearer ${KEY}` };

interface Answered {
	readonly status: number;
	readonly body: unknown;
}

async function ask(
	service: string,
	path: string,
	headers: Record<string, string>,
	submitted?: object,
): Promise<Answered> {
	const url = simulator.baseUrlOf(service) + path;
	const type = { 'content-type': 'application/json' };
	const response =
		submitted === undefined
			? await fetch(url, { headers })
			: await fetch(url, {
					method: 'POST',
					headers: { ...headers, ...type },
					body: JSON.stringify(submitted),
				});
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

interface Contract {
	readonly service: string;
	readonly headers: Record<string, string>;
	readonly submit: string;
	readonly idAt: readonly string[];
	readonly status: (id: string) => string;
	readonly wordAt: readonly string[];
	/** The words of the life `done`, and of `failed` at its end. */
	readonly words: readonly unknown[];
	readonly failed: unknown;
}

/** The services without an SDK on npm; the others are held against theirs in test/judges. */
const contracts: readonly Contract[] = [
	{
		service: 'kieAi',
		headers: BEARER,
		submit: '/api/v1/jobs/createTask',
		idAt: ['data', 'taskId'],
		status: (id) => `/api/v1/jobs/recordInfo?taskId=${id}`,
		wordAt: ['data', 'state'],
		words: ['waiting', 'queuing', 'generating', 'success'],
		failed: 'fail',
	},
	{
		service: 'heyGen',
		headers: { 'x-api-key': KEY },
		submit: '/v2/video/generate',
		idAt: ['data', 'video_id'],
		status: (id) => `/v1/video_status.get?video_id=${id}`,
		wordAt: ['data', 'status'],
		words: ['waiting', 'pending', 'processing', 'completed'],
		failed: 'failed',
	},
	{
		service: 'leonardo',
		headers: BEARER,
		submit: '/api/rest/v1/generations',
		idAt: ['sdGenerationJob', 'generationId'],
		status: (id) => `/api/rest/v1/generations/${id}`,
		wordAt: ['generations_by_pk', 'status'],
		words: ['PENDING', 'PENDING', 'COMPLETE'],
		failed: 'FAILED',
	},
	{
		service: 'miniMax',
		headers: BEARER,
		submit: '/v1/video_generation',
		idAt: ['task_id'],
		status: (id) => `/v1/query/video_generation?task_id=${id}`,
		wordAt: ['status'],
		words: ['Preparing', 'Queueing', 'Processing', 'Success'],
		failed: 'Fail',
	},
	{
		service: 'json2Video',
		headers: { 'x-api-key': KEY },
		submit: '/v2/movies',
		idAt: ['project'],
		status: (id) => `/v2/movies?project=${id}&format=simple`,
		wordAt: ['movie', 'status'],
		words: ['pending', 'running', 'done'],
		failed: 'error',
	},
	{
		service: 'meshy',
		headers: BEARER,
		submit: '/openapi/v2/text-to-3d',
		idAt: ['result'],
		status: (id) => `/openapi/v2/text-to-3d/${id}`,
		wordAt: ['status'],
		words: ['PENDING', 'IN_PROGRESS', 'SUCCEEDED'],
		failed: 'FAILED',
	},
	{
		service: 'tripo',
		headers: BEARER,
		submit: '/v2/openapi/task',
		idAt: ['data', 'task_id'],
		status: (id) => `/v2/openapi/task/${id}`,
		wordAt: ['data', 'status'],
		words: ['queued', 'running', 'success'],
		failed: 'failed',
	},
];

const at = (body: unknown, keys: readonly string[]): unknown =>
	keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], body);

async function submit(contract: Contract, life: string): Promise<string> {
	const { service, headers, idAt } = contract;
	const { body } = await ask(service, contract.submit, headers, { prompt: `simulate:${life}` });
	return String(at(body, idAt));
}

async function wordsOf(contract: Contract, life: string): Promise<unknown[]> {
	const id = await submit(contract, life);
	const words: unknown[] = [];
	for (let look = 0; look < 8; look += 1) {
		const { body } = await ask(contract.service, contract.status(id), contract.headers);
		words.push(at(body, contract.wordAt));
	}
	return words;
}

describe.each(contracts)('$service', (contract) => {
	it('plays a life to its end, and stays there', async () => {
		const words = await wordsOf(contract, 'done');
		const steps = contract.words.length;
		expect(words.slice(0, steps)).toEqual(contract.words);
		expect(new Set(words.slice(steps))).toEqual(new Set([contract.words.at(-1)]));
	});

	it('fails when it is asked to', async () => {
		expect((await wordsOf(contract, 'failed')).at(-1)).toBe(contract.failed);
	});

	it('shows nothing of a task without the key', async () => {
		const path = contract.status(await submit(contract, 'done'));
		const { body } = await ask(contract.service, path, { authorization: 'Bearer wrong' });
		expect(JSON.stringify(body)).not.toContain(String(contract.words[0]));
	});
});

it('kie.ai and MiniMax say in a 200 that there is no such task, Leonardo with a null', async () => {
	const kie = await ask('kieAi', '/api/v1/jobs/recordInfo?taskId=x', BEARER);
	expect(kie).toMatchObject({ status: 200, body: { code: 404, data: null } });
	const miniMax = await ask('miniMax', '/v1/query/video_generation?task_id=x', BEARER);
	expect(miniMax).toMatchObject({ status: 200, body: { base_resp: { status_code: 2013 } } });
	const leonardo = await ask('leonardo', '/api/rest/v1/generations/x', BEARER);
	expect(leonardo).toEqual({ status: 200, body: { generations_by_pk: null } });
});

it('JSON2Video takes an empty id for a question after all movies', async () => {
	const { status, body } = await ask('json2Video', '/v2/movies?project=', { 'x-api-key': KEY });
	expect(status).toBe(200);
	expect(body).toHaveProperty('movies');
});

it('kie.ai has its result as JSON in a string', async () => {
	const { id } = simulator.addTask('kieAi', 'done');
	for (let look = 0; look < 3; look += 1) simulator.tasksOf('kieAi').look(id);
	const { body } = await ask('kieAi', `/api/v1/jobs/recordInfo?taskId=${id}`, BEARER);
	const { resultUrls } = JSON.parse(String(at(body, ['data', 'resultJson']))) as {
		resultUrls: string[];
	};
	expect(resultUrls[0]).toContain(`${simulator.baseUrlOf('kieAi')}/files/${id}/video.mp4`);
	expect((await fetch(String(resultUrls[0]))).status).toBe(200);
});

it("MiniMax's file takes a second request", async () => {
	const { id } = simulator.addTask('miniMax', 'done');
	const early = await ask('miniMax', `/v1/files/retrieve?file_id=${id}`, BEARER);
	expect(early.body).not.toHaveProperty('file');
	for (let look = 0; look < 3; look += 1) simulator.tasksOf('miniMax').look(id);
	const { body } = await ask('miniMax', `/v1/files/retrieve?file_id=${id}`, BEARER);
	expect(at(body, ['file', 'download_url'])).toContain(`/files/${id}/output.mp4`);
});

it('goes by the clock as well, which only the test moves', async () => {
	const clock = new ManualClock();
	const byClock = await startServices({ clock, stepMs: 1000 });
	const { id } = byClock.addTask('tripo', 'done');
	const word = () => byClock.tasksOf('tripo').look(id)?.moment['status'];
	expect([word(), word(), word()]).toEqual(['queued', 'queued', 'queued']);
	clock.advance(1000);
	expect(word()).toBe('running');
	clock.advance(1000);
	expect([word(), word()]).toEqual(['success', 'success']);
	await byClock.close();
});

it('plays faults like every simulator', async () => {
	simulator.faults.add({ fault: { kind: 'status', status: 503, body: { error: 'busy' } } });
	expect((await ask('tripo', '/v2/openapi/task/x', BEARER)).status).toBe(503);
	expect((await ask('tripo', '/v2/openapi/task/x', BEARER)).status).toBe(404);
});

it.each(SERVICES.map(({ name }) => name))('%s has the lives every service has', (name) => {
	const { done, failed, never } = serviceOf(name).lives;
	expect(done?.end).toBe('succeeded');
	expect(failed?.end).toBe('failed');
	expect(never?.end).toMatch(/^(queued|running)$/);
});
