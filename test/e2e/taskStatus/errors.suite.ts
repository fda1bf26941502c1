import { errorOf, itemsOf } from '../support/execution';
import type { Scene } from '../support/scene';
import { NODE, run } from './oneNode';

const WRONG_KEY = 'wrong-key-9f31c5d27a';
const DONE = 0;
const FAILED = 2;
const ERROR_OUTPUT = 3;

const rodinStatus = {
	provider: 'hyper3dRodin',
	operation: 'getStatus',
	subscriptionKey: '={{ $json.key }}',
};

/** Tasks nobody knows, keys nobody accepts, and the three settings of "On Error". */
export function errors(scene: () => Scene): void {
	const doneTask = () => scene().simulators.rodin.addTask({ ageMs: 60_000 }).subscriptionKey;

	it('sends an unknown CloudCoin task to Failed as not found', async () => {
		const execution = await run(scene(), {
			credential: 'CloudCoin Desktop',
			parameters: { provider: 'cloudCoin', operation: 'getStatus', taskId: 'nobody-knows-me' },
		});
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, NODE, DONE)).toEqual([]);
		expect(itemsOf(execution, NODE, FAILED)[0]?.json).toMatchObject({
			taskId: 'nobody-knows-me',
			state: 'notFound',
			outcome: 'failed',
			finished: true,
			succeeded: false,
		});
	});

	/** A task about which Rodin answers with an error of its own. */
	const refusedTask = () => {
		const providerError = {
			error: 'API_INSUFFICIENT_FUNDS',
			message: 'Your balance is not enough',
		};
		return scene().simulators.rodin.addTask({ providerError }).subscriptionKey;
	};

	it("fails on Rodin's own error, with what to do", async () => {
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: { ...rodinStatus, subscriptionKey: refusedTask() },
		});
		expect(execution.status).toBe('error');
		const error = errorOf(execution);
		expect(error?.node?.name).toBe(NODE);
		expect(error?.message).toMatch(/API_INSUFFICIENT_FUNDS/);
		expect(error?.description).toMatch(/subscription key/i);
	});

	it('fails on a wrong API key, says so, and keeps the key out of everything stored', async () => {
		const { api, server, simulators } = scene();
		const baseUrl = simulators.rodin.baseUrl;
		await api.createCredential('hyper3dRodinApi', 'Wrong key', { apiKey: WRONG_KEY, baseUrl });
		const key = doneTask();
		const execution = await run(scene(), {
			credential: 'Wrong key',
			parameters: rodinStatus,
			items: [{ key }],
		});
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toMatch(/key/i);
		expect(errorOf(execution)?.description).toMatch(/credential/i);
		expect(simulators.rodin.requests.at(-1)?.headers.authorization).toBe(`Bearer ${WRONG_KEY}`);
		expect(await api.storedText(execution.id)).not.toContain(WRONG_KEY);
		expect(server.output()).not.toContain(WRONG_KEY);
	});

	it('continues with an error item for the one bad item, by Failed', async () => {
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: rodinStatus,
			items: [{ key: doneTask() }, { key: refusedTask() }, { key: doneTask() }],
			onError: 'continueRegularOutput',
		});
		expect(execution.status).toBe('success');
		const done = itemsOf(execution, NODE, DONE);
		expect(done.map(({ json, pairedItem }) => [json.state, pairedItem])).toEqual([
			['succeeded', { item: 0 }],
			['succeeded', { item: 2 }],
		]);
		const failed = itemsOf(execution, NODE, FAILED);
		expect(failed).toHaveLength(1);
		expect(failed[0]?.json.error).toMatch(/API_INSUFFICIENT_FUNDS/);
		expect(failed[0]?.pairedItem).toEqual({ item: 1 });
	});

	it('sends the one bad item to the error output where there is one', async () => {
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: rodinStatus,
			items: [{ key: refusedTask() }, { key: doneTask() }],
			onError: 'continueErrorOutput',
		});
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, NODE, DONE)).toHaveLength(1);
		expect(itemsOf(execution, NODE, FAILED)).toEqual([]);
		const refused = itemsOf(execution, NODE, ERROR_OUTPUT);
		expect(refused).toHaveLength(1);
		expect(refused[0]?.json.error).toMatch(/API_INSUFFICIENT_FUNDS/);
	});
}
