import { setTimeout as pause } from 'node:timers/promises';

import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin } from '../simulators/hyper3dRodin';
import { runTaskStatus } from './support/engine';

/** Longer than the shortest interval between two looks. */
const LONG_ENOUGH_MS = 2_500;

let simulator: CloudCoinSimulator;

beforeEach(async () => {
	simulator = await startCloudCoin();
});
afterEach(async () => await simulator.close());

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('After the first error of an execution', () => {
	it('no other wait goes on', async () => {
		const before = timers();
		const running = Array.from({ length: 5 }, () => ({
			id: simulator.addTask({ plan: 'never' }).id,
		}));
		const { error } = await runTaskStatus({
			parameters: {
				provider: 'cloudCoin',
				operation: 'waitForCompletion',
				taskId: '={{ $json.id }}',
				pollInterval: 1,
				timeout: 600,
			},
			credentials: { cloudCoinApi: { baseUrl: simulator.baseUrl } },
			items: [...running, { id: '' }],
		});
		expect(error?.message).toBe('Task ID is empty');
		expect(timers()).toBeLessThanOrEqual(before + 1);
		await pause(200);
		simulator.clearRequests();
		await pause(LONG_ENOUGH_MS);
		expect(simulator.requests).toEqual([]);
	});

	it('no other download goes on', async () => {
		const rodin = await startHyper3dRodin();
		const files = [{ name: 'big.bin', sizeBytes: 1_000_000 }];
		const [slow, broken] = [rodin.addTask({ ageMs: 60_000, files }), 'sub-nowhere'];
		rodin.fileFaults.add({ fault: { kind: 'trickle', intervalMs: 100 }, times: Infinity });
		rodin.faults.add({
			fault: { kind: 'delay', ms: 500 },
			when: ({ body }) => JSON.stringify(body).includes(broken),
		});
		const { error } = await runTaskStatus({
			parameters: {
				provider: 'hyper3dRodin',
				operation: 'getResults',
				subscriptionKey: '={{ $json.key }}',
				taskUuid: '={{ $json.uuid }}',
			},
			credentials: { hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: 'simulated-rodin-key' } },
			items: [
				{ key: slow.subscriptionKey, uuid: slow.taskUuid },
				{ key: broken, uuid: 'nowhere' },
			],
		});
		expect(error?.message).toContain('NO_SUCH_TASK');
		await pause(500);
		expect(rodin.files.openConnections).toBe(0);
		await rodin.close();
	});
});
