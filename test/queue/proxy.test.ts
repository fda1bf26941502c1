import {
	askByAddress,
	askByName,
	BOTH_SOCKETS,
	proxyEnvironment,
	startProxyTo,
	statesIn,
} from '../e2e/support/proxied';
import { startSimulators, type Simulators } from '../simulators';
import type { ConnectProxy } from '../support/connectProxy';
import { startCluster, type Cluster } from './support/cluster';
import { describeQueueMode } from './support/describeQueueMode';

jest.setTimeout(300_000);

describeQueueMode((programs) => {
	let simulators: Simulators;
	let proxy: ConnectProxy;
	let cluster: Cluster;

	beforeAll(async () => {
		simulators = await startSimulators();
		proxy = await startProxyTo(simulators);
		cluster = await startCluster(programs, proxyEnvironment(proxy));
	});

	afterAll(async () => {
		await cluster?.stop();
		proxy?.close();
		await simulators?.close();
	});

	it('reaches both sockets by CONNECT from a worker', async () => {
		const execution = await askByName(cluster.api, simulators);
		expect(statesIn(execution)).toEqual(['succeeded', 'succeeded']);
		expect(cluster.workersOf(execution.id)).toHaveLength(1);
		expect(new Set(proxy.connects)).toEqual(new Set(BOTH_SOCKETS));
		expect(proxy.forwarded).toEqual([]);
	});

	it('goes round it on a worker for what NO_PROXY names', async () => {
		const before = proxy.connects.length;
		const execution = await askByAddress(cluster.api, simulators);
		expect(statesIn(execution)).toEqual(['succeeded', 'succeeded']);
		expect(cluster.workersOf(execution.id)).toHaveLength(1);
		expect(proxy.connects).toHaveLength(before);
	});
});
