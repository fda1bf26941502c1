import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { invokeTool } from './support/invokeTool';
import type { ToolCall } from './support/invokeTool';

const OLD = { ageMs: 60_000 };

let coin: CloudCoinSimulator;

beforeAll(async () => {
	coin = await startCloudCoin();
});
afterAll(async () => await coin.close());
beforeEach(() => {
	coin.faults.clear();
	coin.clearRequests();
});

const call = async (taskId: string, more: Partial<ToolCall> = {}) =>
	await invokeTool({
		parameters: { provider: 'cloudCoin', operation: 'getStatus', taskId, options: {} },
		credentials: { cloudCoinApi: { baseUrl: coin.baseUrl } },
		agentItem: {},
		toolArgs: {},
		...more,
	});

const asked = () => coin.requests.map(({ path }) => path.split('/').at(-1));

describe('Called as a tool outside the Tools Agent', () => {
	it.each(['={{ $json.taskId }}', '={{ $json.taskId.trim() }}', '={{ $json["taskId"] }}'])(
		"%s is the agent's item, also where the model fills in an argument of that name",
		async (taskId) => {
			const mine = coin.addTask(OLD).id;
			await call(taskId, {
				agentItem: { taskId: mine },
				toolArgs: { taskId: coin.addTask(OLD).id },
			});
			expect(asked()).toEqual([mine]);
		},
	);

	it('an argument of the model is read by $fromAI', async () => {
		const { id } = coin.addTask(OLD);
		const answer = await call('={{ $fromAI("Task_ID", "", "string") }}', {
			toolArgs: { Task_ID: id },
		});
		expect(asked()).toEqual([id]);
		expect(JSON.parse(answer)).toMatchObject([{ provider: 'cloudCoin', state: 'succeeded' }]);
	});

	it('gives the trimmed task of every tool, in its one output', async () => {
		const { id } = coin.addTask({ plan: 'fail', ...OLD });
		const answer = await call(id, {
			parameters: {
				provider: 'cloudCoin',
				operation: 'waitForCompletion',
				taskId: id,
				options: { includeRaw: true, includeInputFields: true },
			},
			agentItem: { note: 'of the agent' },
		});
		expect(JSON.parse(answer)).toMatchObject([{ outcome: 'failed', timedOut: false }]);
		expect(answer).not.toMatch(/"(ref|raw|details|note|taskId)"/);
		expect(answer).not.toContain(id);
	});

	it('an error is one of the tool, with what to do, and tried again as the author wishes', async () => {
		const { id } = coin.addTask(OLD);
		coin.faults.add({ fault: { kind: 'status', status: 503 }, times: 2 });
		await expect(call(id)).rejects.toMatchObject({
			message: expect.stringMatching(/cannot answer at the moment[^]*Try again later/) as string,
		});
		const settings = { retryOnFail: true, waitBetweenTries: 10 };
		expect(JSON.parse(await call(id, { settings }))).toMatchObject([{ state: 'succeeded' }]);
		expect(coin.requests).toHaveLength(3);
	});
});
