import { eventually } from '../../support/eventually';
import { itemsOf, runsOf } from '../support/execution';
import type { Scene } from '../support/scene';

/** Shorter waits stay in n8n's memory; from here on they are kept in its database. */
const PERSISTED_WAIT_SECONDS = 65;
/** So that the task still runs at the first look and is over at the second. */
const RUNNING_MS = 30_000;
const PATIENCE_MS = 120_000;
const CONTENT = '65 s of waiting, and a restart';

/** A loop with a Wait node whose n8n loses its power in the middle of the wait. */
export function restart(scene: () => Scene): {
	/** Starts the loop, cuts the power and starts n8n again; the wait goes on meanwhile. */
	begin(): Promise<void>;
	tests(): void;
} {
	let executionId = '';
	return {
		async begin() {
			const { rodin } = scene().simulators;
			rodin.defaults = { queuedMs: 0, runningMs: RUNNING_MS };
			const { id } = await scene().importExample('rodin-loop.json', (example) => ({
				...example,
				nodes: example.nodes.map((node) =>
					node.name === 'Wait'
						? { ...node, parameters: { ...node.parameters, amount: PERSISTED_WAIT_SECONDS } }
						: node,
				),
			}));
			executionId = await scene().api.startWorkflow(id);
			await eventually(async () => {
				const { status } = await scene().api.getExecution(executionId);
				return status === 'waiting';
			});
			rodin.defaults = {};
			await scene().crashAndRestart();
		},
		tests() {
			it(
				`survives ${CONTENT}`,
				async () => {
					const execution = await scene().api.waitForExecution(executionId, PATIENCE_MS);
					expect(execution.status).toBe('success');
					expect(runsOf(execution, 'Task Status')).toHaveLength(2);
					expect(itemsOf(execution, 'Task Status', 1)).toHaveLength(1);
					expect(itemsOf(execution, 'Task Status', 0)[0]?.json.state).toBe('succeeded');
					expect(itemsOf(execution, 'Download File')).toHaveLength(3);
					expect(scene().simulators.rodin.submissions).toBe(1);
				},
				PATIENCE_MS,
			);
		},
	};
}
