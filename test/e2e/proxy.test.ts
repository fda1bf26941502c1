import { startN8n, type N8nServer } from '../../scripts/n8n/server';
import { startSimulators, type Simulators } from '../simulators';
import type { ConnectProxy } from '../support/connectProxy';
import { N8nApi } from './support/n8nApi';
import {
	askByAddress,
	askByName,
	BOTH_SOCKETS,
	proxyEnvironment,
	startProxyTo,
	statesIn,
} from './support/proxied';
import { SCENE_TIMEOUT_MS } from './support/scene';

jest.setTimeout(90_000);

describe('A real n8n behind a proxy', () => {
	let simulators: Simulators;
	let proxy: ConnectProxy;
	let server: N8nServer;
	let api: N8nApi;

	beforeAll(async () => {
		simulators = await startSimulators();
		proxy = await startProxyTo(simulators);
		server = await startN8n({ env: proxyEnvironment(proxy) });
		api = await N8nApi.connect(server.url);
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await server?.stop();
		proxy?.close();
		await simulators?.close();
	});

	it('reaches both sockets by CONNECT', async () => {
		const execution = await askByName(api, simulators);
		expect(execution.status).toBe('success');
		expect(statesIn(execution)).toEqual(['succeeded', 'succeeded']);
		expect(new Set(proxy.connects)).toEqual(new Set(BOTH_SOCKETS));
		expect(proxy.forwarded).toEqual([]);
	});

	it('goes round it for what NO_PROXY names', async () => {
		const before = proxy.connects.length;
		expect(statesIn(await askByAddress(api, simulators))).toEqual(['succeeded', 'succeeded']);
		expect(proxy.connects).toHaveLength(before);
	});
});
