import { setTimeout as sleep } from 'node:timers/promises';
import { chain } from '../../e2e/support/chain';
import { itemsOf, runsOf } from '../../e2e/support/execution';
import { activateTrigger } from '../../e2e/support/liveTrigger';
import { manualStart, noOp } from '../../e2e/support/taskNodes';
import { waitForCall, waitingNodes } from '../../e2e/support/waitingNodes';
import type { Simulators } from '../../simulators';
import { within } from '../../support/within';
import { ENGINES, type Engines } from '../support/newN8n';

const RESUMED_MS = 180_000;
const QUIET_MS = 4_000;

/** An execution that waits on a newer n8n, whose addresses are signed. */
export function testResume(scene: () => { simulators: Simulators; engines: Engines }): void {
	it.each(ENGINES)(
		'resumes an execution once that waits while n8n is killed, with %s polls',
		async (engine) => {
			const { simulators, engines } = scene();
			const { api, server, credential } = engines[engine];
			const taskId = `${engine}-days`;
			simulators.cloudCoin.addTask({ id: taskId, plan: 'never' });
			const nodes = waitingNodes(credential, 'Waiting');
			const watcher = await activateTrigger(api, 'Watcher', nodes.watcher);
			const workflow = chain('Days', manualStart, nodes.add(taskId), waitForCall, noOp('Behind'));
			const { id } = await api.createWorkflow(workflow);
			const executionId = await api.startWorkflow(id);
			const until = async (wanted: string) =>
				await within(RESUMED_MS, `"${wanted}" of the execution`, async () => {
					return (await api.getExecution(executionId)).status === wanted;
				});
			await until('waiting');

			await server.kill();
			await server.restart();
			simulators.cloudCoin.addTask({ id: taskId, ageMs: 60_000 });
			await until('success');
			const [table] = await api.listDataTables();
			await within(RESUMED_MS, 'The mark', async () => {
				const rows = await api.listRows(table?.id ?? '');
				return rows.every(({ reportedAt }) => reportedAt !== null);
			});
			await sleep(QUIET_MS);
			const execution = await api.getExecution(executionId);
			expect(runsOf(execution, 'Behind')).toHaveLength(1);
			expect(itemsOf(execution, 'Behind').map(({ json }) => json.body)).toMatchObject([
				{ provider: 'cloudCoin', taskId, state: 'succeeded' },
			]);
			expect(await watcher.executions()).toEqual([]);
			await api.deactivateWorkflow(watcher.workflowId);
		},
	);
}
