import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters, NodeOperationError } from 'n8n-workflow';

import { COLUMNS } from '../../nodes/watchList/columns';
import { runTaskStatus } from './support/engine';
import type { EngineRun } from './support/engine';

const N8N_KEY = 'N8N-API/KEY-SECRET';

/** A server whose every answer the test decides. */
let server: Server;
let baseUrl: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		request.resume();
		asked.push(request.url ?? '');
		answer(request, response);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
beforeEach(() => {
	asked.length = 0;
});

const sendJson = (response: ServerResponse, body: unknown, status = 200, prefix = '') => {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(prefix + JSON.stringify(body));
};

const runRodin = async (parameters: INodeParameters, items: readonly IDataObject[] = [{}]) =>
	await runTaskStatus({
		parameters: { provider: 'hyper3dRodin', subscriptionKey: 'some-key', ...parameters },
		credentials: { hyper3dRodinApi: { baseUrl, apiKey: 'a-key-of-rodin' } },
		items,
	});

const addToWatchList = async (parameters: INodeParameters = {}, more: Partial<EngineRun> = {}) =>
	await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'addToWatchList',
			subscriptionKey: 'SUBSCRIPTION-SECRET',
			taskUuid: 'uuid-1',
			dataTableId: { __rl: true, mode: 'id', value: 'table-1' },
			...parameters,
		},
		credentials: { n8nWatchListApi: { baseUrl: `${baseUrl}/api/v1`, apiKey: N8N_KEY } },
		...more,
	});

describe('What n8n says of an expression', () => {
	it.each([
		['={{ $json.key + ) }}', /invalid syntax/],
		["={{ $('Nowhere').item.json.key }}", /Referenced node|doesn't exist|not.*exist/i],
		["={{ $('Start').itemMatching(7).json.key }}", /./],
	])('stays: %s', async (expression, words) => {
		const { error } = await runRodin({ subscriptionKey: expression });
		expect(error?.message).toMatch(words);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/Unexpected fault|report it/);
	});

	it('keeps its explanation, and which parameter it is about', async () => {
		const { error } = await runRodin({ subscriptionKey: "={{ $('Nowhere').item.json.key }}" });
		const { context } = error as NodeOperationError;
		expect(context).toMatchObject({ parameter: 'subscriptionKey', itemIndex: 0 });
	});

	it('stays in an option, too', async () => {
		const { error } = await runRodin({ options: { requestTimeout: '={{ $json.key + ) }}' } });
		expect(error?.message).toMatch(/invalid syntax/);
	});
});

describe('Add to Watch List', () => {
	it("never shows n8n's key, however an answer quotes it", async () => {
		answer = (request, response) => {
			const key = String(request.headers['x-n8n-api-key']);
			const quoted = [key, encodeURIComponent(key), JSON.stringify(key).replaceAll('/', '\\/')];
			sendJson(response, { message: `bad headers: ${quoted.join(' ')}` }, 400);
		};
		const { error, run } = await addToWatchList();
		expect(error?.message).toMatch(/^Watch list: n8n cannot answer.*\*\*\*/);
		// Nobody tries again here but the author.
		expect(error?.description).toContain('try again later');
		for (const part of ['N8N-API', 'KEY-SECRET']) {
			expect(JSON.stringify(run)).not.toContain(part);
		}
	});

	it('continues on errors, each item with its own, and opens its credential once', async () => {
		answer = ({ method }, response) =>
			sendJson(response, method === 'GET' ? { id: 1, columns: COLUMNS } : true);
		const { outputs, credentialLookUps } = await addToWatchList(
			{ subscriptionKey: '={{ $json.key }}', taskUuid: '={{ $json.key }}' },
			{ items: [{ key: 'one' }, { key: '' }, { key: 'three' }], onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.map(({ json }) => json.taskId ?? json.error)).toEqual([
			'one',
			expect.stringContaining('is empty'),
			'three',
		]);
		expect(credentialLookUps).toBe(1);
	});

	it('as a tool gives no identifier that is a secret', async () => {
		answer = ({ method }, response) =>
			sendJson(response, method === 'GET' ? { id: 1, columns: COLUMNS } : true);
		const { outputs, error } = await addToWatchList({}, { asTool: true });
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toEqual({ provider: 'hyper3dRodin', dataTableId: 'table-1' });
	});
});

describe('Get Results as a tool', () => {
	it('gives neither secret nor signed link, and downloads nothing', async () => {
		answer = (request, response) => {
			if (request.url === '/status') sendJson(response, { jobs: [{ uuid: 'j', status: 'Done' }] });
			else if (request.url === '/download') {
				const url = `${baseUrl}/files/model.glb?X-Amz-Signature=SIGNED`;
				sendJson(response, { list: [{ name: 'model.glb', url }] });
			} else response.end('bytes');
		};
		const { outputs, error } = await runTaskStatus({
			parameters: {
				provider: 'hyper3dRodin',
				operation: 'getResults',
				subscriptionKey: 'SUBSCRIPTION-SECRET',
				taskUuid: 'uuid-1',
			},
			credentials: { hyper3dRodinApi: { baseUrl, apiKey: 'a-key-of-rodin' } },
			asTool: true,
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({
			provider: 'hyper3dRodin',
			fileName: 'model.glb',
		});
		expect(outputs[0]?.[0]).not.toHaveProperty('binary');
		expect(JSON.stringify(outputs)).not.toMatch(/SUBSCRIPTION-SECRET|SIGNED|uuid-1/);
		expect(asked).toEqual(['/status', '/download']);
	});
});

describe('An answer', () => {
	it('with a byte order mark is JSON', async () => {
		answer = (_request, response) =>
			sendJson(response, { jobs: [{ uuid: 'j', status: 'Done' }] }, 200, '\uFEFF');
		const { outputs, error } = await runRodin({});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json.state).toBe('succeeded');
	});

	it('may take longer than the time limit that n8n gives every request by itself', async () => {
		const { default: axios } = (await import(
			require.resolve('axios', { paths: [require.resolve('n8n-core')] })
		)) as { default: { defaults: { timeout?: number | undefined } } };
		const ofN8n = axios.defaults.timeout;
		// n8n's own 300 s, shortened.
		axios.defaults.timeout = 300;
		answer = (_request, response) =>
			setTimeout(() => sendJson(response, { jobs: [{ uuid: 'j', status: 'Done' }] }), 900);
		const { outputs, error } = await runRodin({ options: { requestTimeout: 20 } });
		axios.defaults.timeout = ofN8n;
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json.state).toBe('succeeded');
	});
});

describe('A wait', () => {
	const wait = { operation: 'waitForCompletion', pollInterval: 1, timeout: 20 };
	const done = { jobs: [{ uuid: 'j', status: 'Done' }] };

	it.each([401, 403, 404, 302])(
		"rides out a proxy's page at its first look, whatever the status: %p",
		async (status) => {
			answer = (_request, response) => {
				if (asked.length > 1) return sendJson(response, done);
				response.writeHead(status, { 'content-type': 'text/html' });
				response.end('<html>Sign in</html>');
			};
			const { outputs, error } = await runRodin(wait);
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json.state).toBe('succeeded');
		},
	);

	it('ends at its first look when the API itself refuses, and rides that out after a good look', async () => {
		answer = (_request, response) =>
			sendJson(response, { error: 'INVALID_API_KEY', message: 'no' }, 401);
		const refused = await runRodin(wait);
		expect(refused.error?.message).toMatch(/refused the key/);
		expect(asked).toHaveLength(1);
		asked.length = 0;
		answer = (_request, response) => {
			if (asked.length === 1) sendJson(response, { jobs: [{ uuid: 'j', status: 'Waiting' }] });
			else if (asked.length === 2) sendJson(response, { error: 'INVALID_API_KEY' }, 401);
			else sendJson(response, done);
		};
		const { outputs } = await runRodin(wait);
		expect(outputs[0]?.[0]?.json.state).toBe('succeeded');
	});

	it.each(['output', 'error'])(
		'of an item whose turn did not come is a time limit that passed (%s)',
		async (onTimeout) => {
			answer = (_request, response) =>
				setTimeout(() => sendJson(response, { jobs: [{ uuid: 'j', status: 'Generating' }] }), 1500);
			const { outputs, error } = await runRodin(
				{ ...wait, timeout: 1, onTimeout, options: { maxConcurrency: 1 } },
				[{}, {}],
			);
			if (onTimeout === 'error') {
				expect(error?.message).toMatch(/not looked at within|still running/);
				return;
			}
			expect(error).toBeUndefined();
			expect(outputs[1]?.map(({ json }) => [json.state, json.timedOut])).toEqual([
				['running', true],
				['unknown', true],
			]);
		},
	);
});
