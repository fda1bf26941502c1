import type { ServerResponse } from 'node:http';

import { providers } from '../../nodes/providers';
import { NODES, testCredential } from './support/credentialTest';
import { makeCertificate } from './support/selfSigned';
import { json, startServer } from './support/smallServer';
import type { SmallServer } from './support/smallServer';

const SECRET = 'SECRET-KEY-123';

interface Case {
	readonly type: string;
	readonly field: string | null;
	/** An answer in the API's own shape. */
	readonly good: (response: ServerResponse, url?: string) => void;
}

const NO_TASK = { payload: { code: 4105, message: 'Task does not exist', details: null } };

const CASES: readonly Case[] = [
	{
		type: 'hyper3dRodinApi',
		field: 'apiKey',
		good: (response) => json(response, { balance: 12 }, 201),
	},
	{
		type: 'hyper3dOnPremisesApi',
		field: 'apiToken',
		good: (response) => json(response, { error: 'NO_SUCH_TASK' }),
	},
	{
		type: 'rocketRideTaskApi',
		field: 'apiKey',
		good: (response) => json(response, { status: 'OK', data: {} }),
	},
	{
		type: 'cloudCoinApi',
		field: null,
		good: (response) => json(response, { ...NO_TASK, status: 'error' }),
	},
	{
		type: 'n8nWatchListApi',
		field: 'apiKey',
		good: (response) => json(response, { data: [], nextCursor: null }),
	},
];

let server: SmallServer;
let other: SmallServer;
const insecureServers: SmallServer[] = [];

beforeAll(async () => {
	server = await startServer((_request, response) => response.end());
	other = await startServer((_request, response) => json(response, {}));
});
afterAll(async () => {
	await Promise.all([server, other, ...insecureServers].map(async (one) => await one.close()));
});
beforeEach(() => {
	server.requests.length = 0;
	other.requests.length = 0;
});

const dataOf = ({ field }: Case, more: Record<string, unknown> = {}) =>
	({ baseUrl: server.url, ...(field !== null && { [field]: SECRET }), ...more }) as never;
const run = async (one: Case, more: Record<string, unknown> = {}) =>
	await testCredential(one.type, dataOf(one, more));

it.each(NODES)('every credential that a node lists has a test of this kind', (node) => {
	const { description, methods } = node;
	const listed = description.credentials ?? [];
	expect(listed.map(({ name }) => name)).toEqual(
		expect.arrayContaining([...providers.map((one) => one.credentialType), 'n8nWatchListApi']),
	);
	for (const { testedBy } of listed) {
		expect(methods?.credentialTest).toHaveProperty([String(testedBy)]);
	}
});

describe.each(CASES)('The test of $type', (one) => {
	it.each(NODES)("passes by the API's own answer, run through either node", async (node) => {
		server.answer = (request, response) => one.good(response, request.url);
		const result = await testCredential(one.type, dataOf(one), node);
		expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.requests).toHaveLength(1);
	});

	it.each([301, 302, 303, 307, 308])('never follows a redirect (HTTP %d)', async (status) => {
		server.answer = (request, response) => {
			response.writeHead(status, { location: `${other.url}${request.url}` });
			response.end();
		};
		const result = await run(one);
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('redirects to') as string,
		});
		expect(other.requests).toHaveLength(0);
	});

	it.each<[string, (response: ServerResponse) => void, string]>([
		[
			'a web page',
			(response) => {
				response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
				response.end('<html>sign in</html>');
			},
			'answered with a web page instead of',
		],
		['an empty body', (response) => response.end(), 'answered with an empty body instead of'],
		[
			'a text',
			(response) => response.end('hello'),
			'answered with a body that is not JSON instead of',
		],
		['a list', (response) => json(response, []), 'answered with a list instead of'],
		['an empty object', (response) => json(response, {}), 'answered with an empty object'],
		[
			'a foreign JSON',
			(response) => json(response, { version: '1.2', name: 'portal' }),
			'answered with an object with "version", "name" instead of',
		],
		[
			'a health check of something else',
			(response) => json(response, { status: 'ok' }),
			'answered with an object with "status" instead of',
		],
	])('fails by %s, and says so', async (_what, answer, words) => {
		server.answer = (_request, response) => answer(response);
		const result = await run(one);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(words);
		expect(server.requests).toHaveLength(1);
	});

	it.each([400, 401, 403, 404, 429, 500, 502])('fails by a foreign HTTP %d', async (status) => {
		server.answer = (_request, response) => json(response, { message: 'Cannot GET that' }, status);
		expect(await run(one)).toMatchObject({ status: 'Error' });
	});

	it("fails by another server's word that there is no such path", async () => {
		server.answer = ({ method, url }, response) => {
			// Fastify's words; the path of a call holds the word "task".
			const message = `Route ${method}:${url} not found`;
			json(response, { message, error: 'Not Found', statusCode: 404 }, 404);
		};
		expect(await run(one)).toMatchObject({ status: 'Error' });
	});

	it('reads no endless body', async () => {
		server.answer = (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const chunk = 'x'.repeat(1024 * 1024);
			const more = () => {
				while (response.write(chunk));
			};
			response.on('drain', more);
			more();
		};
		const result = await run(one);
		expect(result.message).toContain('sent more than');
	});

	it('sends the key without the blanks and line breaks around it', async () => {
		server.answer = (_request, response) => one.good(response);
		const more = one.field === null ? {} : { [one.field]: ` \t${SECRET}\r\n` };
		expect(await run(one, more)).toMatchObject({ status: 'OK' });
		const { authorization, 'x-n8n-api-key': apiKey } = server.requests[0]?.headers ?? {};
		const expected = one.field === null ? undefined : SECRET;
		expect((apiKey ?? authorization)?.toString().replace('Bearer ', '')).toBe(expected);
	});

	it('says so when nothing answers', async () => {
		const result = await run(one, { baseUrl: 'http://127.0.0.1:1' });
		expect(result.message).toContain('Nothing answers at 127.0.0.1:1');
	});
});

it.each(CASES.filter(({ field }) => field !== null))(
	'$type: the test does not show the key that a server quotes',
	async (one) => {
		server.answer = (request, response) =>
			json(response, { error: 'BAD', message: JSON.stringify(request.headers) }, 418);
		const result = await run(one);
		expect(server.requests[0] && JSON.stringify(server.requests[0].headers)).toContain(SECRET);
		expect(result.message).not.toContain(SECRET);
	},
);

describe('An error in a 2xx', () => {
	it.each([
		['hyper3dRodinApi', { error: 'INVALID_API_KEY', message: 'no such key' }, 'INVALID_API_KEY'],
		['hyper3dRodinApi', { error: 'API_INSUFFICIENT_FUNDS', balance: 0 }, 'API_INSUFFICIENT_FUNDS'],
		['hyper3dOnPremisesApi', { error: 'PERMISSION_DENIED' }, 'PERMISSION_DENIED'],
		['rocketRideTaskApi', { status: 'Error', error: { message: 'Invalid key' } }, 'Invalid key'],
		[
			'cloudCoinApi',
			{ status: 'error', payload: { code: 4153, message: 'Unknown API endpoint' } },
			'instead of CloudCoin',
		],
	])('%s %j fails in its words', async (type, body, words) => {
		const one = CASES.find((candidate) => candidate.type === type);
		server.answer = (_request, response) => json(response, body);
		const result = one && (await run(one));
		expect(result?.status).toBe('Error');
		expect(result?.message).toContain(words);
	});

	it.each(['OK', 'None', '', null])('is none where Rodin says error: %j', async (error) => {
		server.answer = (_request, response) => json(response, { error, balance: 3.5 });
		expect(await run(CASES[0] as Case)).toMatchObject({ status: 'OK' });
	});
});

it.each(['tk_abc', 'pk_abc', ' tk_abc'])('RocketRide: %j is refused unsent', async (apiKey) => {
	const data = { baseUrl: server.url, apiKey };
	const result = await testCredential('rocketRideTaskApi', data);
	expect(result.message).toContain('is the token of a task');
	expect(server.requests).toHaveLength(0);
});

describe('The watch list', () => {
	const watchList = CASES[4] as Case;
	const table = { id: 'table-1', name: 'Pending' };

	it('also reads a table and its rows, and tries to write them in both ways', async () => {
		server.answer = ({ url }, response) =>
			json(response, { data: url?.includes('/rows') ? [] : [table], nextCursor: null });
		expect(await run(watchList)).toMatchObject({ status: 'OK' });
		expect(server.requests.map(({ line }) => line)).toEqual([
			'GET /data-tables?limit=1',
			'GET /data-tables/table-1/rows?limit=1',
			'GET /data-tables/table-1',
			'PATCH /data-tables/table-1/rows/update',
			'POST /data-tables/table-1/rows/upsert',
		]);
	});

	it.each([
		['no API at this address', 404, 'not found', 'no public API for Data Tables'],
		['the key', 401, 'unauthorized', 'refused the API key'],
		['a scope', 403, 'Forbidden', 'scopes of Data Tables'],
	])('names what is missing: %s', async (_what, status, message, words) => {
		server.answer = (_request, response) => json(response, { message }, status);
		expect((await run(watchList)).message).toContain(words);
	});

	it.each([
		['dataTable:list', '/data-tables?'],
		['dataTableRow:read', '/rows?'],
		['dataTable:read', '/data-tables/table-1'],
		['dataTableRow:update', '/rows/update'],
		['dataTableRow:upsert', '/rows/upsert'],
	])('names the scope %s', async (scope, refused) => {
		server.answer = ({ url }, response) => {
			const isRefused = refused.endsWith('?') ? url?.includes(refused) : url?.endsWith(refused);
			if (isRefused) json(response, { message: 'Forbidden' }, 403);
			else json(response, { data: url?.includes('/rows') ? [] : [table], nextCursor: null });
		};
		const { message } = await run(watchList);
		expect(message).toContain(`with the API key (${scope})`);
		expect(message).toContain('scopes of Data Tables and their rows');
	});
});

describe('A server with a self-signed certificate', () => {
	let tls: ReturnType<typeof makeCertificate>;
	let insecure: SmallServer;
	beforeAll(async () => {
		tls = makeCertificate();
		insecure = await startServer((_request, response) => response.end(), tls);
		insecureServers.push(insecure);
	});

	it.each(CASES)('$type says so, names the three ways, and nothing of Docker', async (one) => {
		insecure.answer = (_request, response) => one.good(response);
		insecure.requests.length = 0;
		const { status, message } = await run(one, { baseUrl: insecure.url });
		expect(status).toBe('Error');
		expect(message).toContain('certificate of 127.0.0.1');
		expect(message).toContain('Ignore SSL Issues (Insecure)');
		expect(message).toContain('NODE_EXTRA_CA_CERTS');
		expect(message).toContain('certificate of a known authority');
		expect(message).not.toContain('Docker');
		expect(insecure.requests).toHaveLength(0);
	});

	it.each(CASES.slice(1, 4))('$type works with Ignore SSL Issues', async (one) => {
		insecure.answer = (_request, response) => one.good(response);
		const more = { baseUrl: insecure.url, allowUnauthorizedCerts: true };
		expect(await run(one, more)).toMatchObject({ status: 'OK' });
	});
});
