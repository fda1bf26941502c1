import { startCloudCoin } from '../simulators/cloudCoin';
import type { CloudCoinSimulator } from '../simulators/cloudCoin';
import { runTaskStatus } from './support/engine';

let simulator: CloudCoinSimulator;

beforeEach(async () => {
	simulator = await startCloudCoin();
});
afterEach(async () => await simulator.close());

const ask = async (taskId: string, baseUrl = simulator.baseUrl) =>
	await runTaskStatus({
		parameters: { provider: 'cloudCoin', operation: 'getStatus', taskId, outputMode: 'single' },
		credentials: { cloudCoinApi: { baseUrl } },
	});

const taskOf = async (taskId: string) => (await ask(taskId)).outputs[0]?.[0]?.json;

it('a failure that was still being written is read once more, for its reason', async () => {
	const { id } = simulator.addTask({ plan: 'fail', halfWritten: 'progress', ageMs: 60_000 });
	expect(await taskOf(id)).toMatchObject({
		state: 'failed',
		failure: { code: '5004', message: 'Not enough coins' },
	});
	expect(simulator.requests).toHaveLength(2);
});

it('a success that was still being written is read once more, for its result', async () => {
	const { id } = simulator.addTask({ halfWritten: 'finished', command: 'join', ageMs: 60_000 });
	expect(await taskOf(id)).toMatchObject({ state: 'succeeded', result: 'OK' });
	expect(simulator.requests).toHaveLength(2);
});

it.each([200, 404])(
	'an unknown task is notFound in its own words, with HTTP %i',
	async (status) => {
		simulator.errorStatus = status;
		expect(await taskOf('nobody')).toMatchObject({ state: 'notFound', rawStatus: '4105' });
	},
);

it.each([
	['a stranger', { message: 'not found' }],
	['an unknown URL', { payload: { code: 4153, message: 'Unknown API endpoint' }, status: 'error' }],
	['an empty text', ''],
])('a 404 of anybody else is an error of the node, never a state: %s', async (_what, body) => {
	const { id } = simulator.addTask();
	simulator.faults.add({ fault: { kind: 'body', status: 404, body } });
	const { error, outputs } = await ask(id);
	expect(error?.message).toMatch(/HTTP 404/);
	expect(outputs.flat()).toEqual([]);
});

it.each(['', '/', '/api/v1', '/api/v1/'])(
	'finds a task below a base URL with "%s"',
	async (end) => {
		const { id } = simulator.addTask({ ageMs: 60_000 });
		const { outputs } = await ask(id, `${simulator.url}${end}`);
		expect(outputs[0]?.[0]?.json).toMatchObject({ state: 'succeeded' });
		expect(simulator.requests.map(({ path }) => path)).toEqual([`/api/v1/tasks/${id}`]);
	},
);
