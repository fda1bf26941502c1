import { chain } from '../../e2e/support/chain';
import { manualStart, noOp } from '../../e2e/support/taskNodes';
import { within } from '../../support/within';
import type { QueueScene } from './queueScene';

const FIRST_LOOKS_LIMIT_MS = 60_000;

/** Starts a wait for a task that never ends, and resolves once a worker has looked at it twice. */
export async function startEndlessWait(
	scene: QueueScene,
): Promise<{ workflowId: string; executionId: string }> {
	const { api } = scene.cluster;
	const { rodin } = scene.simulators;
	const { subscriptionKey } = rodin.addTask({ plan: 'never' });
	const workflow = chain('Endless', manualStart, scene.waitForRodin(subscriptionKey), noOp('Done'));
	const { id: workflowId } = await api.createWorkflow(workflow);
	rodin.clearRequests();
	const executionId = await api.startWorkflow(workflowId);
	await within(FIRST_LOOKS_LIMIT_MS, 'A second look', () => rodin.requests.length >= 2);
	return { workflowId, executionId };
}
