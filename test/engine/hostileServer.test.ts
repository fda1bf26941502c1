import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ON_PREMISES_TOKEN, startHyper3dOnPremises } from '../simulators/hyper3dOnPremises';
import { startCloudCoin } from '../simulators/cloudCoin';
import { startHyper3dRodin } from '../simulators/hyper3dRodin';
import type { Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import { ROCKET_RIDE_KEY, startRocketRide } from '../simulators/rocketRide';
import type { Fault, HttpSimulator } from '../simulators/support';
import { eventually } from '../support/eventually';
import type { CredentialData } from './support/credentialStore';
import { runTaskStatus } from './support/engine';
import { everythingIn } from './support/everythingIn';

const MEGABYTE = 1024 * 1024;
/** Far beyond the slowest machine; nothing here waits for it. */
const PATIENCE_MS = 60_000;
const KEY = 'simulated-rodin-key';

/** A provider over HTTP, with a task that is done. */
interface Way {
	readonly simulator: HttpSimulator;
	readonly parameters: INodeParameters;
	readonly credentials: CredentialData;
}

const WAYS: ReadonlyArray<readonly [string, () => Promise<Way>]> = [
	['Rodin', rodin],
	['CloudCoin', cloudCoin],
	['RocketRide over HTTP', rocketRide],
	['Hyper3D On-Premises over REST', onPremises],
];

async function rodin(): Promise<Way & { readonly simulator: Hyper3dRodinSimulator }> {
	const simulator = await startHyper3dRodin({ apiKey: KEY });
	const { subscriptionKey, taskUuid } = simulator.addTask({ ageMs: 60_000 });
	return {
		simulator,
		parameters: { provider: 'hyper3dRodin', subscriptionKey, taskUuid },
		credentials: { hyper3dRodinApi: { baseUrl: simulator.baseUrl, apiKey: KEY } },
	};
}

async function cloudCoin(): Promise<Way> {
	const simulator = await startCloudCoin();
	const taskId = simulator.addTask({ ageMs: 60_000 }).id;
	return {
		simulator,
		parameters: { provider: 'cloudCoin', taskId },
		credentials: { cloudCoinApi: { baseUrl: simulator.baseUrl } },
	};
}

async function rocketRide(): Promise<Way> {
	const simulator = await startRocketRide({ eventIntervalMs: 0 });
	const { taskToken } = simulator.addTask();
	return {
		simulator,
		parameters: { provider: 'rocketRide', transport: 'http', taskToken },
		credentials: { rocketRideTaskApi: { baseUrl: simulator.url, apiKey: ROCKET_RIDE_KEY } },
	};
}

async function onPremises(): Promise<Way> {
	const simulator = await startHyper3dOnPremises();
	const { taskUuid } = simulator.addTask();
	const credential = { baseUrl: simulator.url, apiToken: ON_PREMISES_TOKEN };
	return {
		simulator,
		parameters: { provider: 'hyper3dOnPremises', channel: 'rest', taskUuid },
		credentials: { hyper3dOnPremisesApi: credential },
	};
}

interface Shown {
	readonly message: string;
	readonly description: string;
}

async function errorOf(way: Way, more: INodeParameters = {}): Promise<Shown> {
	const { error } = await runTaskStatus({
		parameters: { operation: 'getStatus', ...way.parameters, ...more },
		credentials: way.credentials,
	});
	if (error === undefined) throw new Error('There is no error');
	return error as unknown as Shown;
}

describe.each(WAYS)('%s', (_name, start) => {
	let way: Way;

	beforeEach(async () => {
		way = await start();
	});
	afterEach(async () => await way.simulator.close());

	const fail = (fault: Fault) => way.simulator.faults.add({ fault, times: Infinity });

	it.each([
		['a file of this machine', 'file:///etc/hostname?token=secret'],
		['FTP', 'ftp://127.0.0.1:9/secret?token=secret'],
		['data in the address', 'data:application/json,{"secret":"secret"}'],
		['a scheme of its own', 'gopher://127.0.0.1:9/secret'],
		['another host, without a scheme', '//127.0.0.1:9/secret?token=secret'],
		['no address at all', 'http://secret:secret@:99999/'],
	])('does not follow a redirect to %s, and does not show all of it', async (_what, to) => {
		fail({ kind: 'redirect', to });
		const error = await errorOf(way);
		expect(error.message).toContain('redirects to');
		expect(error.description).toContain('base URL');
		expect(everythingIn(error)).not.toContain('secret');
	});

	it('asks once where the server redirects to itself', async () => {
		fail({ kind: 'redirect', to: way.simulator.url });
		way.simulator.clearRequests();
		await errorOf(way);
		expect(way.simulator.requests).toHaveLength(1);
	});

	it.each<[string, Fault, RegExp]>([
		['a very large body', { kind: 'oversize', bytes: 60 * MEGABYTE }, /sent more than/],
		['a compression bomb', { kind: 'compressionBomb', bytes: 500 * MEGABYTE }, /sent more than/],
		['a body that trickles in', { kind: 'trickle', intervalMs: 200 }, /within 1 s/],
	])(
		'ends %s in time, and the connection with it',
		async (_what, fault, words) => {
			fail(fault);
			const isSlow = fault.kind === 'trickle';
			const { message } = await errorOf(way, { options: { requestTimeout: isSlow ? 1 : 30 } });
			expect(message).toMatch(words);
			await eventually(() => way.simulator.openConnections === 0);
		},
		PATIENCE_MS,
	);
});

describe('A file server', () => {
	let way: Way & { readonly simulator: Hyper3dRodinSimulator };

	beforeEach(async () => {
		way = await rodin();
	});
	afterEach(async () => await way.simulator.close());

	const download = async (fault: Fault) => {
		way.simulator.fileFaults.add({ fault, times: Infinity });
		return await errorOf(way, { operation: 'getResults', options: { requestTimeout: 2 } });
	};

	it('that redirects in a circle is a clear error, after few requests', async () => {
		const { message } = await download({ kind: 'redirect', to: '/files/round/and/round' });
		expect(message).toContain('could not be downloaded');
		expect(message).not.toMatch(/undefined/);
		// Three files, two attempts, and what n8n follows at most.
		expect(way.simulator.files.requests.length).toBeLessThanOrEqual(3 * 2 * 22);
	});

	it.each(['file:///etc/hostname', 'ftp://127.0.0.1:9/a', 'data:text/plain,hello'])(
		'that redirects to %s is a clear error, and nothing is read from there',
		async (to) => {
			const error = await download({ kind: 'redirect', to });
			expect(error.message).toContain('could not be downloaded');
			expect((error as unknown as IDataObject).description).not.toBe('');
		},
	);
});
