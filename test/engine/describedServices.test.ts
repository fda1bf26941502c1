import { CredentialTestContext } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';

import { TaskStatus } from '../../nodes/TaskStatus/TaskStatus.node';
import * as services from '../../nodes/providers/described/services';
import { DOCUMENTED_MEDIA } from './support/documentedMedia';
import { DOCUMENTED, KEY } from './support/documentedServices';
import { JsonServer } from './support/jsonServer';
import type { Reply, SeenRequest } from './support/jsonServer';
import { credentialOf, refusedKey, runService, saying } from './support/runService';

let server: JsonServer;
let answer: (request: SeenRequest, origin: string) => Reply;

beforeEach(async () => {
	server = await JsonServer.start((request, origin) => answer(request, origin));
});
afterEach(async () => await server.close());

/** What the Test button says. */
async function pressTest(service: string): Promise<INodeCredentialTestResult> {
	const { type, data } = credentialOf(service, server.origin);
	const { description, methods } = new TaskStatus();
	const { testedBy } = description.credentials?.find(({ name }) => name === type) ?? {};
	const test = methods.credentialTest[String(testedBy)];
	if (test === undefined) throw new Error(`No test of ${type}`);
	const credential = { id: '1', name: 'test', type, data: data as never };
	return await test.call(new CredentialTestContext(), credential);
}

const ALL = [...DOCUMENTED, ...DOCUMENTED_MEDIA];

it('what the vendor documents is here for every service', () => {
	const names = new Set(ALL.map(({ service }) => service));
	// The first three have a file of their own, described.test.ts.
	const all = [...names, 'fal', 'googleGemini', 'replicate'];
	expect(all.sort()).toEqual(Object.keys(services).sort());
});

describe.each(
	ALL.map((one) => [one.service, Object.values(one.parameters ?? {}).join(), one] as const),
)('%s %s', (service, _variant, documented) => {
	const { submit, parameters, asked, headers, succeeded, test } = documented;

	it('is asked behind the request that submitted, with the key as documented', async () => {
		answer = () => ({ json: succeeded });
		const item = JSON.parse(
			JSON.stringify(submit).replaceAll('{origin}', server.origin),
		) as IDataObject;
		const [task] = await runService(server.origin, service, item, parameters);
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
		expect(result).toMatchObject({ status: 'Error', ...saying(refusedKey(service)) });
		expect(result.message).not.toContain(KEY);
	});

	it.each([
		['a web page', { text: '<html>Sign in</html>' }],
		['a web page that says 404', { status: 404, text: '<html>Not found</html>' }],
		['a foreign JSON', { json: { ok: true } }],
		['an error in a 2xx', { json: { error: 'No', message: 'No', detail: 'No', status: 'ok' } }],
		["another API's page", { json: { data: [], nextCursor: null } }],
		['a list', { json: [] }],
		['a redirect', { status: 302, headers: { location: 'https://example.com/' }, json: {} }],
	] as const)('the Test button does not take %s', async (_what, reply) => {
		answer = () => reply;
		expect(await pressTest(service)).toMatchObject({ status: 'Error' });
	});

	it('an empty ID is an error before anything is sent: it turns some APIs into a list', async () => {
		answer = () => ({ json: succeeded });
		await expect(runService(server.origin, service, {}, parameters)).rejects.toMatchObject(
			saying('is empty'),
		);
		expect(server.seen).toEqual([]);
	});
});
