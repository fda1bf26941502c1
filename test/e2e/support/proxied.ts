import type { INode } from 'n8n-workflow';
import type { Simulators } from '../../simulators';
import { ROCKET_RIDE_KEY } from '../../simulators/rocketRide';
import { ConnectProxy } from '../../support/connectProxy';
import { chain } from './chain';
import { itemsOf } from './execution';
import type { Execution } from './execution';
import type { N8nApi } from './n8nApi';
import { manualStart, taskStatus } from './taskNodes';

/** Names that no resolver knows: whoever reaches them has gone through the proxy. */
const HYPER3D = 'hyper3d.test';
const ROCKETRIDE = 'rocketride.test';

/** The targets of a proxy that both sockets have gone through. */
export const BOTH_SOCKETS = [`${HYPER3D}:80`, `${ROCKETRIDE}:80`];

/** A proxy that knows where the simulators of both sockets are. */
export async function startProxyTo({ onPremises, rocketRide }: Simulators): Promise<ConnectProxy> {
	return await ConnectProxy.start({
		[`${HYPER3D}:80`]: onPremises.url,
		[`${ROCKETRIDE}:80`]: rocketRide.url,
	});
}

/** What tells an n8n process to use the proxy, except for this machine. */
export function proxyEnvironment({ url }: ConnectProxy): NodeJS.ProcessEnv {
	return { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost' };
}

/** Asks for one task over each socket, by names that only the proxy knows. */
export async function askByName(api: N8nApi, simulators: Simulators): Promise<Execution> {
	return await ask(api, simulators, `http://${HYPER3D}`, `http://${ROCKETRIDE}`);
}

/** Asks for one task over each socket, by addresses that NO_PROXY names. */
export async function askByAddress(api: N8nApi, simulators: Simulators): Promise<Execution> {
	return await ask(api, simulators, simulators.onPremises.url, simulators.rocketRide.url);
}

/** The states that both nodes found. */
export function statesIn(execution: Execution): unknown[] {
	return ['Hyper3D', 'RocketRide'].flatMap((name) =>
		itemsOf(execution, name).map(({ json }) => json.state),
	);
}

async function ask(
	api: N8nApi,
	{ onPremises, rocketRide }: Simulators,
	hyper3dUrl: string,
	rocketRideUrl: string,
): Promise<Execution> {
	const hyper3d = await api.createCredential('hyper3dOnPremisesApi', hyper3dUrl, {
		baseUrl: hyper3dUrl,
		apiToken: '',
		socketPath: '/socket.io',
		socketNamespace: '/api/scheduler_socket',
	});
	const rocket = await api.createCredential('rocketRideTaskApi', rocketRideUrl, {
		baseUrl: rocketRideUrl,
		apiKey: ROCKET_RIDE_KEY,
	});
	const { taskToken } = rocketRide.addTask();
	const getStatus = (parameters: INode['parameters']): INode['parameters'] => ({
		operation: 'getStatus',
		outputMode: 'single',
		options: { requestTimeout: 10 },
		...parameters,
	});
	const { id } = await api.createWorkflow(
		chain(
			'Sockets through a proxy',
			manualStart,
			taskStatus(
				'Hyper3D',
				hyper3d,
				getStatus({ provider: 'hyper3dOnPremises', ...onPremises.addTask() }),
			),
			taskStatus(
				'RocketRide',
				rocket,
				getStatus({ provider: 'rocketRide', transport: 'webSocket', taskToken }),
			),
		),
	);
	return await api.runWorkflow(id, { timeoutMs: 60_000 });
}
