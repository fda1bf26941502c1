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

const results = { operation: 'getResults', downloadFiles: true };
const run = async (service: string, item: IDataObject, parameters: IDataObject = results) =>
	await runService(server.origin, service, item, parameters);

describe('MiniMax: the file takes a second request', () => {
	const item = { task_id: 't1' };
	const OK = { base_resp: { status_code: 0, status_msg: 'success' } };
	/** What the second request answers. */
	const retrieving = (reply: (origin: string) => Reply) => {
		answer = ({ url }, origin) => {
			if (url === '/v1/files/retrieve?file_id=f1') return reply(origin);
			if (url === '/files/a') return { text: 'film' };
			return { json: { status: 'Success', file_id: 'f1', ...OK } };
		};
	};

	it('its link is fetched without the key, under its own name', async () => {
		retrieving((origin) => ({
			json: { file: { filename: 'output.mp4', download_url: `${origin}/files/a` }, ...OK },
		}));
		expect(await run('miniMax', item)).toMatchObject([
			{ fileName: 'output.mp4', fileSize: 4, binary: ['data'] },
		]);
		expect(server.seen[1]?.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(JSON.stringify(server.seen[2]?.headers)).not.toContain(KEY);
	});

	it.each([
		[1004, 'refused the key'],
		[1002, 'too many requests'],
		[2013, 'invalid params'],
	])('error %i inside a 2xx is no empty result', async (status_code, words) => {
		const base_resp = { status_code, status_msg: 'invalid params' };
		retrieving(() => ({ json: { base_resp } }));
		await expect(run('miniMax', item)).rejects.toMatchObject(saying(words));
	});
});

describe('ElevenLabs: a body that is the file, one for each language', () => {
	const item = { dubbing_id: 'd1' };
	const dubbed = {
		status: 'dubbed',
		target_languages: ['es', 'pt-br'],
		media_metadata: { content_type: 'video/mp4' },
	};

	it('is fetched with the key', async () => {
		answer = ({ url }) => (url === '/v1/dubbing/d1' ? { json: dubbed } : { text: url });
		expect(await run('elevenLabsDubbing', item)).toMatchObject([
			{ fileName: 'dubbed-es.mp4', binary: ['data'] },
			{ fileName: 'dubbed-pt-br.mp4', binary: ['data'] },
		]);
		expect(server.seen.map(({ url }) => url).sort()).toEqual([
			'/v1/dubbing/d1',
			'/v1/dubbing/d1/audio/es',
			'/v1/dubbing/d1/audio/pt-br',
		]);
		for (const { headers } of server.seen) expect(headers['xi-api-key']).toBe(KEY);
	});

	it('425 is too early: an error, no file', async () => {
		const early = { detail: { status: 'dubbing_not_finished', message: 'Not finished' } };
		answer = ({ url }) =>
			url === '/v1/dubbing/d1' ? { json: dubbed } : { status: 425, json: early };
		await expect(run('elevenLabsDubbing', item)).rejects.toMatchObject(saying('not ready'));
	});
});

it('Azure: an operation elsewhere gets no key', async () => {
	const other = await JsonServer.start(() => ({ json: { status: 'succeeded' } }));
	answer = () => ({ json: {} });
	const headers = { 'operation-location': `${other.origin}/analyzeResults/1` };
	await expect(
		run('azureDocumentIntelligence', { headers }, { operation: 'getStatus' }),
	).rejects.toMatchObject(saying('not an address of'));
	expect([...other.seen, ...server.seen]).toEqual([]);
	await other.close();
});

it('CloudConvert: files of finished exports go by their names; a failed job gives none', async () => {
	const files = (origin: string) => [{ filename: 'page.png', url: `${origin}/files/1?s=x` }];
	const tasks = (origin: string) => [
		{ operation: 'import/url', status: 'finished', result: { files: files(`${origin}/in`) } },
		{ operation: 'export/url', status: 'finished', result: { files: files(origin) } },
	];
	let status = 'finished';
	answer = ({ url }, origin) =>
		url.startsWith('/files/')
			? { text: 'png' }
			: { json: { data: { status, tasks: tasks(origin) } } };
	const item = { data: { id: 'j1' } };
	expect(await run('cloudConvert', item)).toMatchObject([{ fileName: 'page.png', fileSize: 3 }]);
	status = 'error';
	const seen = server.seen.length;
	await run('cloudConvert', item).catch(() => []);
	expect(server.seen.slice(seen).map(({ url }) => url)).toEqual(['/v2/jobs/j1']);
});
