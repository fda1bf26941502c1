import { CredentialTestContext } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';

import { Hyper3dOnPremisesApi } from '../../credentials/Hyper3dOnPremisesApi.credentials';
import { TaskStatus } from '../../nodes/TaskStatus/TaskStatus.node';
import { ON_PREMISES_TOKEN, startHyper3dOnPremises } from '../simulators/hyper3dOnPremises';
import type { Hyper3dOnPremisesSimulator } from '../simulators/hyper3dOnPremises';
import { eventually } from '../support/eventually';
import { startTlsFront } from '../support/tlsFront';

const TYPE = new Hyper3dOnPremisesApi().name;

let simulator: Hyper3dOnPremisesSimulator;

beforeEach(async () => {
	simulator = await startHyper3dOnPremises();
});
afterEach(async () => {
	await simulator.close();
});

/** Runs the test as n8n does: by the name in `testedBy`. */
async function test(data: IDataObject): Promise<INodeCredentialTestResult> {
	const { description, methods } = new TaskStatus();
	const { testedBy } = description.credentials?.find(({ name }) => name === TYPE) ?? {};
	const run = methods.credentialTest[String(testedBy)];
	if (run === undefined) throw new Error(`No test of ${TYPE}`);
	const credential = { id: '1', name: 'test', type: TYPE };
	return await run.call(new CredentialTestContext(), {
		...credential,
		data: { baseUrl: simulator.url, ...data } as never,
	});
}

describe('A credential without an API token', () => {
	it('works when the handshake does', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(simulator.connections.everOpened).toBe(1);
		await eventually(() => simulator.connections.open === 0);
		expect(simulator.requests).toHaveLength(0);
	});

	it('works when the server refuses it for want of a key, in its own words', async () => {
		simulator.behaviour.rejectMessage = 'No subscription';
		expect(await test({})).toMatchObject({ status: 'OK' });
	});

	it.each([
		[401, 'refused the key: the Socket.IO handshake'],
		[404, 'does not speak Socket.IO'],
		[502, 'HTTP 502'],
	])('does not work with HTTP %i in the handshake', async (status, words) => {
		simulator.behaviour.handshakeStatus = status;
		const result = await test({});
		expect(result.status).toBe('Error');
		expect(result.message).toContain(words);
	});

	it('obeys Ignore SSL Issues', async () => {
		const front = await startTlsFront(simulator.url);
		const data = { baseUrl: front.url };
		expect((await test(data)).message).toContain('certificate');
		expect(await test({ ...data, allowUnauthorizedCerts: true })).toMatchObject({ status: 'OK' });
		front.close();
	});

	it('does not work with another namespace', async () => {
		const result = await test({ socketNamespace: '/wrong' });
		expect(result.message).toContain('has no Socket.IO namespace /wrong');
		await eventually(() => simulator.connections.open === 0);
	});

	it.each(['', 'rodin.example.com', 'http://127.0.0.1:1'])(
		'does not work with the base URL %j',
		async (baseUrl) => {
			expect(await test({ baseUrl })).toMatchObject({ status: 'Error' });
		},
	);
});

describe('A credential with an API token', () => {
	it('works when REST lets it in', async () => {
		expect(await test({ apiToken: ON_PREMISES_TOKEN })).toMatchObject({ status: 'OK' });
		expect(simulator.connections.everOpened).toBe(0);
	});

	it('does not work with a wrong token, which is not shown', async () => {
		const result = await test({ apiToken: 'wrong-token' });
		expect(result.status).toBe('Error');
		expect(result.message).toContain('refused the key');
		expect(result.message).not.toContain('wrong-token');
	});

	it.each([
		['a web page', { kind: 'garbage' }],
		['a fault', { kind: 'status', status: 500 }],
		['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:1/' }],
		['a dropped connection', { kind: 'drop' }],
	] as const)('does not work with %s', async (_what, fault) => {
		simulator.faults.add({ fault, times: Number.POSITIVE_INFINITY });
		expect(await test({ apiToken: ON_PREMISES_TOKEN })).toMatchObject({ status: 'Error' });
	});
});
