import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import { startCloudCoin } from '../simulators/cloudCoin';
import type { CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin } from '../simulators/hyper3dRodin';
import type { Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import { runTaskStatus } from './support/engine';
import { eventually } from '../support/eventually';

let rodin: Hyper3dRodinSimulator;
let coin: CloudCoinSimulator;

beforeAll(async () => {
	rodin = await startHyper3dRodin();
	coin = await startCloudCoin();
});
afterAll(async () => {
	await rodin.close();
	await coin.close();
});
afterEach(() => {
	rodin.faults.clear();
	coin.faults.clear();
});

const rodinCredential = () => ({
	hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: 'simulated-rodin-key' },
});
const waitParameters = {
	provider: 'hyper3dRodin',
	operation: 'waitForCompletion',
	subscriptionKey: '={{ $json.key }}',
	pollInterval: 1,
	timeout: 20,
};

it('waits for many tasks together and gives them back in order by outcome', async () => {
	const tasks = Array.from({ length: 30 }, (_, index) =>
		rodin.addTask({
			queuedMs: 200,
			runningMs: 100 * index,
			plan: index % 3 === 0 ? 'fail' : 'succeed',
		}),
	);
	const result = await runTaskStatus({
		parameters: waitParameters,
		credentials: rodinCredential(),
		items: tasks.map((task, index) => ({ key: task.subscriptionKey, index })),
	});
	expect(result.error).toBeUndefined();
	const [done = [], inProgress = [], failed = []] = result.outputs;
	expect(inProgress).toEqual([]);
	const inputs = (items: typeof done) =>
		items.map((item) => (item.pairedItem as { item: number }).item);
	const indexes = tasks.map((_task, index) => index);
	expect(inputs(failed)).toEqual(indexes.filter((index) => index % 3 === 0));
	expect(inputs(done)).toEqual(indexes.filter((index) => index % 3 !== 0));
	expect(done[0]?.json).toMatchObject({ state: 'succeeded', timedOut: false });
	expect(done.at(-1)?.json.details).toMatchObject({ looks: expect.any(Number) as number });
});

describe('at the time limit', () => {
	const run = async (onTimeout: string) =>
		await runTaskStatus({
			parameters: { ...waitParameters, timeout: 1, onTimeout },
			credentials: rodinCredential(),
			items: [{ key: rodin.addTask({ plan: 'never' }).subscriptionKey }],
		});

	it('gives the last known state on In Progress', async () => {
		const { outputs, error } = await run('output');
		expect(error).toBeUndefined();
		expect(outputs[1]?.[0]?.json).toMatchObject({ outcome: 'inProgress', timedOut: true });
	});

	it('fails where that is asked for, naming the state, the time and the ways on', async () => {
		const { error } = await run('error');
		expect(error?.message).toMatch(/was still (queued|running) after 1 s/);
		expect(error?.description).toContain('The task goes on at the provider');
		expect(error?.description).toContain('look again later');
	});
});

it('rides out a server that fails for a while', async () => {
	const task = coin.addTask({ runningMs: 500 });
	coin.faults.add({ fault: { kind: 'status', status: 503 } });
	coin.faults.add({ fault: { kind: 'drop' } });
	coin.faults.add({ fault: { kind: 'garbage' } });
	const { outputs } = await runTaskStatus({
		parameters: {
			provider: 'cloudCoin',
			operation: 'waitForCompletion',
			taskId: task.id,
			pollInterval: 1,
			timeout: 30,
		},
		credentials: { cloudCoinApi: { baseUrl: coin.baseUrl } },
	});
	expect(outputs[0]?.[0]?.json).toMatchObject({ state: 'succeeded' });
	expect(coin.faults.injected).toBeGreaterThanOrEqual(3);
});

it('ends at once on a wrong key', async () => {
	rodin.clearRequests();
	const { error } = await runTaskStatus({
		parameters: waitParameters,
		credentials: { hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: 'a-wrong-key' } },
		items: [{ key: 'some-key' }],
	});
	expect(error?.message).toContain('refused the key');
	expect(rodin.requests).toHaveLength(1);
});

describe('stopping the execution', () => {
	it.each([
		['while the wait sleeps', undefined],
		['while a request hangs', { kind: 'silence' } as const],
	])('%s ends it and leaves no connection', async (_case, fault) => {
		if (fault !== undefined) rodin.faults.add({ fault, times: Infinity });
		const result = await runTaskStatus({
			parameters: { ...waitParameters, pollInterval: 300, timeout: 3000 },
			credentials: rodinCredential(),
			items: [{ key: rodin.addTask({ plan: 'never' }).subscriptionKey }],
			onStarted: (stop) => setTimeout(stop, 300),
		});
		expect(result.status).toBe('canceled');
		await eventually(() => rodin.openConnections === 0);
	});
});

it('tells each change of state in the log, with the task and without the key', async () => {
	const logger = Container.get(Logger);
	const lines: Array<[string, unknown]> = [];
	const debug = (message: string, meta: unknown) => {
		if (message.startsWith('Task Status: ')) lines.push([message, meta]);
	};
	Container.set(Logger, Object.create(logger, { debug: { value: debug } }) as Logger);
	const task = rodin.addTask({ queuedMs: 400, runningMs: 1200 });
	await runTaskStatus({
		parameters: waitParameters,
		credentials: rodinCredential(),
		items: [{ key: task.subscriptionKey }],
	});
	Container.set(Logger, logger);
	expect(lines[0]?.[0]).toMatch(/^Task Status: new → (queued|running)$/);
	expect(lines.at(-1)?.[0]).toMatch(/ → succeeded$/);
	expect(lines.at(-1)?.[1]).toMatchObject({ provider: 'hyper3dRodin' });
	expect(JSON.stringify(lines)).not.toContain(task.subscriptionKey);
});
