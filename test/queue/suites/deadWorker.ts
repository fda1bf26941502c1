import { errorOf, runsOf } from '../../e2e/support/execution';
import { within } from '../../support/within';
import type { QueueScene } from '../support/queueScene';
import { startEndlessWait } from '../support/startEndlessWait';

const STALLED_LIMIT_MS = 90_000;
const PICK_UP_LIMIT_MS = 60_000;

/**
 * n8n never runs a dead worker's job a second time (`maxStalledCount: 0` in scaling.service.js of
 * 2.8.4): the claim runs out, another worker finds that, and the main instance ends the execution
 * with an error.
 */
export function testDeadWorker(scene: QueueScene): void {
	it('reports a wait as failed, never as done, when its worker is killed', async () => {
		const { api, workersOf } = scene.cluster;
		const { executionId, workflowId } = await startEndlessWait(scene);
		const [worker] = workersOf(executionId);
		await worker?.kill();
		const execution = await api.waitForExecution(executionId, STALLED_LIMIT_MS);
		expect(execution).toMatchObject({ status: 'error', finished: false });
		expect(errorOf(execution)?.message).toContain('failed to be processed');
		expect(runsOf(execution, 'Wait')).toEqual([]);
		expect(runsOf(execution, 'Done')).toEqual([]);
		expect(workersOf(executionId)).toEqual([worker]);

		const again = await api.startWorkflow(workflowId);
		await within(PICK_UP_LIMIT_MS, 'The other worker', () => workersOf(again).length === 1);
		expect(workersOf(again)).not.toContain(worker);
		await api.stopExecution(again);
		expect((await api.waitForExecution(again)).status).toBe('canceled');
	});
}
