import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { PolledTrigger } from './support/trigger';

const TASKS = 60;
const AT_A_TIME = 2;
const LATENCY_MS = 100;
/** Of these, 2 s are kept free: there is time for about 20 of the 60 tasks. */
const BUDGET_MS = 3_000;
const MAX_TICKS = 8;

let simulator: CloudCoinSimulator;

beforeEach(async () => {
	simulator = await startCloudCoin({ latencyMs: LATENCY_MS });
});

afterEach(async () => {
	await simulator.close();
});

describe('more tasks than one poll has time for', () => {
	it('all have their turn', async () => {
		const ids = Array.from({ length: TASKS }, (_none, index) => `task-${index}`);
		for (const id of ids) simulator.addTask({ id, plan: 'never' });
		const trigger = new PolledTrigger({
			parameters: {
				provider: 'cloudCoin',
				watch: 'json',
				tasksJson: JSON.stringify(ids.map((taskId) => ({ taskId }))),
				checkInterval: 0,
				options: { maxConcurrency: AT_A_TIME },
			},
			credentials: { cloudCoinApi: { baseUrl: simulator.baseUrl } },
			budgetMs: BUDGET_MS,
		});
		await trigger.activate();
		expect(trigger.warnings).toEqual([]);
		simulator.clearRequests();
		const looks = (id: string) =>
			simulator.requests.filter(({ path }) => path.endsWith(`/${id}`)).length;
		let ticks = 0;
		while (ids.some((id) => looks(id) === 0) && ticks++ < MAX_TICKS) await trigger.tick();
		expect(ticks).toBeGreaterThan(1);
		expect(ids.filter((id) => looks(id) === 0)).toEqual([]);
		// Those that were cut off are asked again, but nobody is far ahead of the others.
		expect(Math.max(...ids.map(looks))).toBeLessThanOrEqual(3);
		expect(trigger.failures).toEqual([]);
	}, 60_000);
});
