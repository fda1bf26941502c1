import { errorOf, itemsOf } from '../support/execution';
import type { Scene } from '../support/scene';
import { NODE, run } from './oneNode';

const DONE = 0;
const IN_PROGRESS = 1;

/** Wait for Completion on the real server. */
export function wait(scene: () => Scene): void {
	const waitForKey = {
		provider: 'hyper3dRodin',
		operation: 'waitForCompletion',
		subscriptionKey: '={{ $json.key }}',
		pollInterval: 1,
	};
	const credential = 'Hyper3D Rodin';
	const taskOf = (runningMs: number) =>
		scene().simulators.rodin.addTask({ queuedMs: 0, runningMs }).subscriptionKey;
	const endless = () => scene().simulators.rodin.addTask({ plan: 'never' }).subscriptionKey;

	it('waits for several tasks together and gives them in order', async () => {
		const items = [{ key: taskOf(3_000) }, { key: taskOf(1_000) }, { key: taskOf(2_000) }];
		const execution = await run(scene(), { credential, parameters: waitForKey, items });
		const done = itemsOf(execution, NODE, DONE);
		expect(done.map(({ json }) => json.taskId)).toEqual(items.map(({ key }) => key));
		expect(done.every(({ json }) => json.state === 'succeeded')).toBe(true);
		const waited = done.map(
			({ json }) => (json.details as { waitedSeconds: number }).waitedSeconds,
		);
		// One after the other, the node would have taken as long as all its waits.
		const [{ executionTime = Infinity } = {}] = execution.data.resultData.runData[NODE] ?? [];
		expect(executionTime / 1000).toBeLessThan(waited.reduce((sum, one) => sum + one, 0));
		expect(waited[0]).toBeGreaterThan(waited[1] ?? Infinity);
	});

	it('gives the last known state when the time limit passes', async () => {
		const execution = await run(scene(), {
			credential,
			parameters: { ...waitForKey, timeout: 2 },
			items: [{ key: endless() }],
		});
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, NODE, IN_PROGRESS)[0]?.json).toMatchObject({
			state: 'running',
			timedOut: true,
		});
	});

	it('fails at the time limit where that was chosen, and says how to go on', async () => {
		const execution = await run(scene(), {
			credential,
			parameters: { ...waitForKey, timeout: 1, onTimeout: 'error' },
			items: [{ key: endless() }],
		});
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toMatch(/running/);
		expect(errorOf(execution)?.description).toMatch(/timeout|longer/i);
	});
}
