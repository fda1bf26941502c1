import { CredentialTestContext } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';

import { TaskStatus } from '../../nodes/TaskStatus/TaskStatus.node';
import { services } from '../../nodes/providers/described/services';
import { runTaskStatus } from './support/engine';
import { JsonServer } from './support/jsonServer';
import type { Reply, SeenRequest } from './support/jsonServer';

const KEY = 'sk-services-0123456789';
const BEARER = { authorization: `Bearer ${KEY}` };

/** How a vendor documents its API; paths and headers are written out, not taken from the description. */
interface Documented {
	readonly service: string;
	/** The item behind the request that submitted. */
	readonly submit: IDataObject;
	/** Identifiers that have no default. */
	readonly parameters?: IDataObject;
	/** Where the status is asked, and with which headers. */
	readonly asked: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly succeeded: IDataObject;
	/** What the Test button asks, and how the vendor answers and refuses. */
	readonly test: { readonly asked: string; readonly answer: Reply; readonly refusal: Reply };
}

const UNAUTHORIZED: Reply = { status: 401, json: { error: 'Unauthorized' } };

const DOCUMENTED: readonly Documented[] = [
	{
		service: 'brightData',
		submit: { snapshot_id: 's_1' },
		asked: '/datasets/v3/progress/s_1',
		headers: BEARER,
		succeeded: { status: 'ready' },
		test: {
			asked: '/status',
			answer: { json: { status: 'active', customer: 'c_1', can_make_requests: true } },
			refusal: { status: 401, text: 'Auth method is not supported' },
		},
	},
	{
		service: 'kieAi',
		submit: { code: 200, msg: 'success', data: { taskId: 'a b' } },
		asked: '/api/v1/jobs/recordInfo?taskId=a%20b',
		headers: BEARER,
		succeeded: { code: 200, data: { state: 'success', resultJson: '{}' } },
		test: {
			asked: '/api/v1/chat/credit',
			answer: { json: { code: 200, msg: 'success', data: 0 } },
			refusal: { json: { code: 401, msg: 'Unauthorized' } },
		},
	},
	{
		service: 'kieAi',
		submit: { data: { taskId: 't1' } },
		parameters: { family: 'veo' },
		asked: '/api/v1/veo/record-info?taskId=t1',
		headers: BEARER,
		succeeded: { code: 200, data: { successFlag: 1 } },
		test: {
			asked: '/api/v1/chat/credit',
			answer: { json: { code: 200, msg: 'success', data: 100 } },
			refusal: { status: 401, json: { code: 401, msg: 'Unauthorized' } },
		},
	},
	{
		service: 'heyGen',
		submit: { error: null, data: { video_id: 'v1' } },
		asked: '/v1/video_status.get?video_id=v1',
		headers: { 'x-api-key': KEY },
		succeeded: { code: 100, message: 'Success', data: { status: 'completed' } },
		test: {
			asked: '/v2/user/remaining_quota',
			answer: { json: { error: null, data: { remaining_quota: 0 } } },
			refusal: { status: 401, json: { code: 400112, message: 'Unauthorized' } },
		},
	},
	{
		service: 'llamaParse',
		submit: { id: 'j1', status: 'PENDING' },
		asked: '/api/v2/parse/j1',
		headers: BEARER,
		succeeded: { job: { id: 'j1', status: 'COMPLETED' } },
		test: {
			asked: '/api/v2/parse?page_size=1',
			answer: { json: { items: [], next_page_token: null } },
			refusal: { status: 401, json: { detail: 'Invalid authentication token' } },
		},
	},
	{
		service: 'llamaParse',
		submit: { id: 'j1', status: 'PENDING' },
		parameters: { api: 'v1' },
		asked: '/api/v1/parsing/job/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'SUCCESS' },
		test: {
			asked: '/api/v2/parse?page_size=1',
			answer: { json: { items: [{ id: 'j1' }] } },
			refusal: UNAUTHORIZED,
		},
	},
	{
		service: 'waveSpeed',
		submit: { code: 200, data: { id: 'p1', status: 'created' } },
		asked: '/api/v3/predictions/p1/result',
		headers: BEARER,
		succeeded: { code: 200, data: { status: 'completed' } },
		test: {
			asked: '/api/v3/balance',
			answer: { json: { code: 200, message: 'success', data: { balance: 0 } } },
			refusal: { json: { code: 401, message: 'Unauthorized' } },
		},
	},
	{
		service: 'assemblyAi',
		submit: { id: 't1', status: 'queued' },
		asked: '/v2/transcript/t1',
		headers: { authorization: KEY },
		succeeded: { status: 'completed', text: 'Hello.' },
		test: {
			asked: '/v2/transcript?limit=1',
			answer: { json: { page_details: {}, transcripts: [] } },
			refusal: UNAUTHORIZED,
		},
	},
	{
		service: 'apify',
		submit: { data: { id: 'r1', status: 'READY' } },
		asked: '/v2/actor-runs/r1',
		headers: BEARER,
		succeeded: { data: { id: 'r1', status: 'SUCCEEDED' } },
		test: {
			asked: '/v2/users/me',
			answer: { json: { data: { id: 'u1', username: 'me' } } },
			refusal: { status: 401, json: { error: { type: 'token-not-valid', message: 'No' } } },
		},
	},
	...(
		[
			['crawl', '/v2/crawl/j1?limit=1'],
			['batchScrape', '/v2/batch/scrape/j1?limit=1'],
			['extract', '/v2/extract/j1'],
			['agent', '/v2/agent/j1'],
		] as const
	).map(([kind, asked]) => ({
		service: 'firecrawl',
		submit: { success: true, id: 'j1' },
		parameters: { kind },
		asked,
		headers: BEARER,
		succeeded: { success: true, status: 'completed', data: [] },
		test: {
			asked: '/v2/team/credit-usage',
			answer: { json: { success: true, data: { remainingCredits: 0 } } },
			refusal: { status: 401, json: { success: false, error: 'Unauthorized: Invalid token' } },
		},
	})),
	...(
		[
			['batch', '/v1/batches/j1'],
			['response', '/v1/responses/j1'],
		] as const
	).map(([kind, asked]) => ({
		service: 'openAi',
		submit: { id: 'j1' },
		parameters: { kind },
		asked,
		headers: BEARER,
		succeeded: { id: 'j1', status: 'completed' },
		test: {
			asked: '/v1/models',
			answer: { json: { object: 'list', data: [] } },
			refusal: { status: 401, json: { error: { message: 'Incorrect API key provided' } } },
		},
	})),
	{
		service: 'anthropicBatch',
		submit: { id: 'b1', type: 'message_batch' },
		asked: '/v1/messages/batches/b1',
		headers: { ...BEARER, 'anthropic-version': '2026-10-21' },
		succeeded: { processing_status: 'ended', request_counts: { succeeded: 1 } },
		test: {
			asked: '/v1/messages/batches?limit=1',
			answer: { json: { data: [], has_more: false, first_id: null, last_id: null } },
			refusal: { status: 401, json: { type: 'error', error: { type: 'authentication_error' } } },
		},
	},
	{
		service: 'mistralBatch',
		submit: { id: 'j1', object: 'batch' },
		asked: '/v1/batch/jobs/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'SUCCESS' },
		test: {
			asked: '/v1/batch/jobs?page_size=1',
			answer: { json: { data: [], object: 'list', total: 0 } },
			refusal: { status: 401, json: { detail: 'Unauthorized' } },
		},
	},
	{
		service: 'runPod',
		submit: { id: 'j1', status: 'IN_QUEUE' },
		parameters: { endpointId: 'e1' },
		asked: '/v2/e1/status/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'COMPLETED', output: 1 },
		test: {
			asked: '/v2/0/status/0',
			// An ID that cannot exist: "not found" is the answer to a key that was let in.
			answer: { status: 404, json: { error: 'endpoint not found' } },
			refusal: { status: 401, json: { error: 'unauthorized' } },
		},
	},
];

let server: JsonServer;
let answer: (request: SeenRequest, origin: string) => Reply;

beforeEach(async () => {
	server = await JsonServer.start((request, origin) => answer(request, origin));
});
afterEach(async () => await server.close());

/** The credential's type and data, with the prefilled path at the server of this test. */
function credentialOf(name: string): { readonly type: string; readonly data: IDataObject } {
	const service = services.find((one) => one.name === name);
	if (service === undefined) throw new Error(`No service ${name}`);
	const path = new URL(service.baseUrl).pathname.replace(/\/$/, '');
	const data = { apiKey: ` ${KEY}\n`, baseUrl: server.origin + path };
	return { type: service.credential.type, data };
}

/** The items of Task Status behind an item. */
async function run(
	service: string,
	item: IDataObject,
	parameters: IDataObject = {},
): Promise<readonly IDataObject[]> {
	const { type, data } = credentialOf(service);
	const options = { requestTimeout: 5 };
	const { outputs, error } = await runTaskStatus({
		items: [item],
		parameters: {
			provider: service,
			operation: 'getStatus',
			outputMode: 'single',
			options,
			...parameters,
		} as never,
		credentials: { [type]: data as never },
	});
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json, binary }) => ({
		...json,
		...(binary && { binary: Object.keys(binary) }),
	}));
}

/** What the Test button says. */
async function pressTest(service: string): Promise<INodeCredentialTestResult> {
	const { type, data } = credentialOf(service);
	const { description, methods } = new TaskStatus();
	const { testedBy } = description.credentials?.find(({ name }) => name === type) ?? {};
	const test = methods.credentialTest[String(testedBy)];
	if (test === undefined) throw new Error(`No test of ${type}`);
	const credential = { id: '1', name: 'test', type, data: data as never };
	return await test.call(new CredentialTestContext(), credential);
}

const saying = (words: string) => ({ message: expect.stringContaining(words) as string });

describe.each(
	DOCUMENTED.map((one) => [one.service, Object.values(one.parameters ?? {}).join(), one] as const),
)('%s %s', (service, _variant, documented) => {
	const { submit, parameters, asked, headers, succeeded, test } = documented;

	it('is asked behind the request that submitted, with the key as documented', async () => {
		answer = () => ({ json: succeeded });
		const [task] = await run(service, submit, parameters);
		expect(task).toMatchObject({ provider: service, state: 'succeeded' });
		expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${asked}`]);
		expect(server.seen[0]?.headers).toMatchObject(headers);
	});

	it('the Test button asks for something free, and takes its answer', async () => {
		answer = () => test.answer;
		expect(await pressTest(service)).toMatchObject({ status: 'OK' });
		expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${test.asked}`]);
		expect(server.seen[0]?.headers).toMatchObject(headers);
	});

	it('the Test button names a refused key, without it', async () => {
		answer = () => test.refusal;
		const result = await pressTest(service);
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('refused the key') as string,
		});
		expect(result.message).not.toContain(KEY);
	});

	it.each([
		['a web page', { text: '<html>Sign in</html>' }],
		['a web page that says 404', { status: 404, text: '<html>Not found</html>' }],
		['a foreign JSON', { json: { ok: true } }],
		['a list', { json: [] }],
		['a redirect', { status: 302, headers: { location: 'https://example.com/' }, json: {} }],
	] as const)('the Test button does not take %s', async (_what, reply) => {
		answer = () => reply;
		expect(await pressTest(service)).toMatchObject({ status: 'Error' });
	});

	it('an empty ID is an error before anything is sent: it turns some APIs into a list', async () => {
		answer = () => ({ json: succeeded });
		await expect(run(service, {}, parameters)).rejects.toMatchObject(saying('is empty'));
		expect(server.seen).toEqual([]);
	});
});

describe('Get Results', () => {
	const results = { operation: 'getResults', downloadFiles: true };
	/** Answers by path; everything else is not found. */
	const serve = (replies: Readonly<Record<string, Reply>>) => {
		answer = ({ url }) => replies[url] ?? { status: 404, json: { error: 'Not found' } };
	};

	it('Bright Data: ready is not downloadable yet', async () => {
		const status = { json: { status: 'ready' } };
		const data = '/datasets/v3/snapshot/s_1?format=json';
		const item = { snapshot_id: 's_1' };
		const building = { status: 'building', message: 'Snapshot is building, try again in 10s' };
		for (const early of [{ status: 202, json: building }, { json: building }]) {
			serve({ '/datasets/v3/progress/s_1': status, [data]: early });
			await expect(run('brightData', item, results)).rejects.toMatchObject(
				saying('not prepared the result yet'),
			);
		}
		serve({ '/datasets/v3/progress/s_1': status, [data]: { json: [{ a: 1 }, { a: 2 }] } });
		expect(await run('brightData', item, results)).toMatchObject([
			{ result: [{ a: 1 }, { a: 2 }] },
		]);
	});

	it('Apify: the items of the dataset; none are an empty list', async () => {
		for (const items of [[{ a: 1 }], []]) {
			serve({
				'/v2/actor-runs/r1': { json: { data: { status: 'SUCCEEDED' } } },
				'/v2/actor-runs/r1/dataset/items': { json: items },
			});
			expect(await run('apify', { data: { id: 'r1' } }, results)).toMatchObject([
				{ result: items },
			]);
		}
	});

	it('Firecrawl: pages of results are joined', async () => {
		answer = ({ url }, origin) => {
			const pages: Readonly<Record<string, IDataObject>> = {
				'/v2/crawl/j1?limit=1': { data: [{ n: 1 }], next: `${origin}/v2/crawl/j1?limit=1&skip=1` },
				'/v2/crawl/j1': { data: [{ n: 1 }, { n: 2 }], next: `${origin}/v2/crawl/j1?skip=2` },
				'/v2/crawl/j1?skip=2': { data: [{ n: 3 }], next: null },
			};
			return {
				json: { success: true, status: 'completed', completed: 3, total: 3, ...pages[url] },
			};
		};
		const item = { success: true, id: 'j1' };
		expect(await run('firecrawl', item, results)).toMatchObject([
			{ result: [{ n: 1 }, { n: 2 }, { n: 3 }] },
		]);
	});

	it('Firecrawl: a next page elsewhere gets no key', async () => {
		const other = await JsonServer.start(() => ({ json: { data: [] } }));
		answer = () => ({ json: { status: 'completed', data: [], next: `${other.origin}/steal` } });
		await expect(run('firecrawl', { id: 'j1' }, results)).rejects.toMatchObject(
			saying('not an address of'),
		);
		expect(other.seen).toEqual([]);
		await other.close();
	});

	it.each([
		['v2', '/api/v2/parse/j1', { job: { status: 'COMPLETED' } }],
		['v1', '/api/v1/parsing/job/j1', { status: 'SUCCESS' }],
	])('LlamaParse %s: the text is asked for', async (api, path, status) => {
		serve({
			[path]: { json: status },
			'/api/v2/parse/j1?expand=markdown_full%2Ctext_full': {
				json: { job: {}, markdown_full: '# A', text_full: 'A' },
			},
			'/api/v1/parsing/job/j1/result/markdown': { json: { markdown: '# A', job_metadata: {} } },
		});
		const [item] = await run('llamaParse', { id: 'j1' }, { ...results, api });
		expect(item?.['result']).toEqual(api === 'v1' ? '# A' : { markdown: '# A', text: 'A' });
	});

	it.each([
		[
			'openAi',
			'/v1/batches/j1',
			{ status: 'completed', output_file_id: 'f1', error_file_id: 'f2' },
		],
		[
			'mistralBatch',
			'/v1/batch/jobs/j1',
			{ status: 'SUCCESS', output_file: 'f1', error_file: 'f2' },
		],
	])('%s: files behind IDs, with the key', async (service, path, status) => {
		serve({
			[path]: { json: status },
			'/v1/files/f1/content': { text: '{"a":1}\n' },
			'/v1/files/f2/content': { text: '{"b":1}\n' },
		});
		const files = await run(service, { id: 'j1' }, results);
		expect(files).toMatchObject([
			{ fileName: 'output.jsonl', fileSize: 8, binary: ['data'] },
			{ fileName: 'errors.jsonl', fileSize: 8, binary: ['data'] },
		]);
		expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(
			Array(3).fill(`Bearer ${KEY}`),
		);
	});

	it('Anthropic: the results are a file, with key and version; an archived batch has none', async () => {
		const path = '/v1/messages/batches/b1';
		const done = { processing_status: 'ended', request_counts: { succeeded: 1 }, id: 'b1' };
		serve({
			[path]: { json: { ...done, results_url: 'https://api.anthropic.com/v1/anything' } },
			[`${path}/results`]: { text: '{"custom_id":"1"}\n' },
		});
		expect(await run('anthropicBatch', { id: 'b1' }, results)).toMatchObject([
			{ fileName: 'results.jsonl', binary: ['data'] },
		]);
		expect(server.seen[1]?.headers).toMatchObject({
			authorization: `Bearer ${KEY}`,
			'anthropic-version': '2026-10-21',
		});
		serve({
			[path]: { json: { ...done, results_url: null, archived_at: '2026-01-01T00:00:00Z' } },
		});
		const [item] = await run('anthropicBatch', { id: 'b1' }, results);
		expect(item).toMatchObject({ result: { results_url: null } });
	});

	it.each([
		[
			'kieAi',
			{ data: { taskId: 't1' } },
			(url: string) => ({
				code: 200,
				data: { state: 'success', resultJson: JSON.stringify({ resultUrls: [url] }) },
			}),
		],
		[
			'heyGen',
			{ data: { video_id: 'v1' } },
			(url: string) => ({ code: 100, data: { status: 'completed', video_url: url } }),
		],
		[
			'waveSpeed',
			{ data: { id: 'p1' } },
			(url: string) => ({ code: 200, data: { status: 'completed', outputs: [url] } }),
		],
	] as const)('%s: files are fetched without the key', async (service, item, body) => {
		answer = ({ url }, origin) =>
			url === '/files/a.mp4' ? { text: 'film' } : { json: body(`${origin}/files/a.mp4`) };
		expect(await run(service, item, results)).toMatchObject([
			{ fileName: 'a.mp4', fileSize: 4, binary: ['data'] },
		]);
		expect(JSON.stringify(server.seen[1]?.headers)).not.toContain(KEY);
	});

	it('RunPod and AssemblyAI: the result is in the status', async () => {
		serve({
			'/v2/e1/status/j1': { json: { status: 'COMPLETED', output: { text: 'x' } } },
			'/v2/transcript/t1': { json: { status: 'completed', text: 'Hello.' } },
		});
		expect(await run('runPod', { id: 'j1' }, { ...results, endpointId: 'e1' })).toMatchObject([
			{ result: { text: 'x' } },
		]);
		expect(await run('assemblyAi', { id: 't1' }, results)).toMatchObject([
			{ result: { text: 'Hello.' } },
		]);
	});
});
