import type { IDataObject } from 'n8n-workflow';

import { KEY } from './support/documentedServices';
import { JsonServer } from './support/jsonServer';
import type { Reply, SeenRequest } from './support/jsonServer';
import { runService, saying } from './support/runService';

let server: JsonServer;
let answer: (request: SeenRequest, origin: string) => Reply;

beforeEach(async () => {
	server = await JsonServer.start((request, origin) => answer(request, origin));
});
afterEach(async () => await server.close());

const run = async (service: string, item: IDataObject, parameters?: IDataObject) =>
	await runService(server.origin, service, item, parameters);

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

	it.each([{}, { data: null }, { data: { error: 'busy' } }])(
		'Firecrawl: a page with %j is an error, not a result that looks whole',
		async (second) => {
			answer = ({ url }, origin) => {
				const first = { data: [{ n: 1 }], next: `${origin}/v2/crawl/j1?skip=1` };
				const page = url.includes('skip') ? second : first;
				return { json: { success: true, status: 'completed', completed: 2, total: 2, ...page } };
			};
			await expect(run('firecrawl', { id: 'j1' }, results)).rejects.toMatchObject(
				saying('instead of a list in "data" of each page'),
			);
		},
	);

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

	it('a result that comes with the status may be longer than any status', async () => {
		const long = 'x'.repeat(11 * 1024 * 1024);
		answer = ({ url }, origin) => {
			if (url.startsWith('/v2/transcript/')) return { json: { status: 'completed', text: long } };
			if (url.startsWith('/analyze')) {
				return { json: { status: 'succeeded', analyzeResult: { content: long } } };
			}
			if (url.startsWith('/a/b/requests/1/status')) {
				return { json: { status: 'COMPLETED', response_url: `${origin}/a/b/requests/1` } };
			}
			if (url.startsWith('/a/b')) return { json: { output: long } };
			return { json: { status: 'ready', long } };
		};
		const headers = { 'operation-location': `${server.origin}/analyzeResults/1` };
		const item = { headers, id: 't1', status_url: `${server.origin}/a/b/requests/1/status` };
		for (const service of ['assemblyAi', 'azureDocumentIntelligence', 'fal']) {
			expect(await run(service, item)).toMatchObject([{ state: 'succeeded' }]);
		}
		// Here it is asked for by itself.
		await expect(run('brightData', { snapshot_id: 's_1' })).rejects.toMatchObject(
			saying('sent more than 10485760 bytes'),
		);
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
