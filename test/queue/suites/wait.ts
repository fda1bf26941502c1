import { setTimeout as sleep } from 'node:timers/promises';
import { chain } from '../../e2e/support/chain';
import { itemsOf } from '../../e2e/support/execution';
import { manualStart, noOp } from '../../e2e/support/taskNodes';
import type { QueueScene } from '../support/queueScene';
import { startEndlessWait } from '../support/startEndlessWait';

const RUN_LIMIT_MS = 60_000;
// Three times the interval of the wait: a wait that went on would look again.
const QUIET_MS = 3_000;

export function testWait(scene: QueueScene): void {
	it('waits on a worker until the task is done, also when started by hand', async () => {
		const { api, workersOf } = scene.cluster;
		const { subscriptionKey } = scene.simulators.rodin.addTask({ runningMs: 1_500 });
		const wait = scene.waitForRodin(subscriptionKey);
		const { id } = await api.createWorkflow(chain('Wait', manualStart, wait, noOp('Done')));
		const execution = await api.runWorkflow(id, { timeoutMs: RUN_LIMIT_MS });
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Done').map(({ json }) => json.state)).toEqual(['succeeded']);
		expect(workersOf(execution.id)).toHaveLength(1);
	});

	it('ends a wait on its worker when it is stopped from the main instance', async () => {
		const { api } = scene.cluster;
		const { rodin } = scene.simulators;
		const { executionId } = await startEndlessWait(scene);
		await api.stopExecution(executionId);
		expect((await api.waitForExecution(executionId)).status).toBe('canceled');
		// The order to stop travels through Redis.
		await sleep(1_000);
		const looks = rodin.requests.length;
		await sleep(QUIET_MS);
		expect(rodin.requests).toHaveLength(looks);
		expect(rodin.stats().inFlight).toBe(0);
	});
}
