import { setTimeout as sleep } from 'node:timers/promises';
import { chain } from '../../e2e/support/chain';
import { itemsOf, runsOf } from '../../e2e/support/execution';
import { activateTrigger } from '../../e2e/support/liveTrigger';
import { noOp, taskStatus, webhookStart } from '../../e2e/support/taskNodes';
import { waitForCall, waitingNodes } from '../../e2e/support/waitingNodes';
import { within } from '../../support/within';
import type { QueueScene } from '../support/queueScene';

const TABLE = 'Waiting';
const STARTED_MS = 60_000;
/** A tick comes within a minute of a start; then there is a look every second. */
const RESUMED_MS = 120_000;
/** Several looks: what would be resumed again, would be by then. */
const QUIET_MS = 4_000;
const SUITE_MS = 600_000;

/** Submit → Add to Watch List → Wait "On Webhook Call" → Task Status, with nothing running meanwhile. */
export function testResume(scene: QueueScene): void {
	it(
		'resumes an execution once that waits for days, after all of n8n was killed',
		async () => {
			const { cluster, simulators } = scene;
			const { api, main, workersOf } = cluster;
			const { cloudCoin } = simulators;
			const nodes = waitingNodes(scene.credential, TABLE);
			const { id: taskId } = cloudCoin.addTask({ plan: 'never' });
			const watcher = await activateTrigger(api, 'Watcher', nodes.watcher);
			const status = taskStatus('Status', scene.credential('cloudCoinApi'), {
				provider: 'cloudCoin',
				operation: 'getStatus',
				taskId: '={{ $json.body.taskId }}',
			});
			const workflow = chain(
				'Days',
				webhookStart('days'),
				nodes.add(taskId),
				waitForCall,
				status,
				noOp('Done'),
			);
			const { id: workflowId } = await api.createWorkflow(workflow);
			await api.activateWorkflow(workflowId);
			await fetch(`${main.url}/webhook/days`, { signal: AbortSignal.timeout(STARTED_MS) });
			const executions = async () => await api.listExecutions(workflowId);
			const untilStatus = async (wanted: string, limitMs: number) =>
				await within(limitMs, `An execution that is "${wanted}"`, async () =>
					(await executions()).some((one) => one.status === wanted),
				);
			await untilStatus('waiting', STARTED_MS);
			const executionId = (await executions())[0]?.id ?? '';
			const before = workersOf(executionId);
			expect(before).toHaveLength(1);

			await main.kill();
			await Promise.all(cluster.workers.map(async (worker) => await worker.kill()));
			cloudCoin.addTask({ id: taskId, ageMs: 60_000 });
			const fresh = [await cluster.addWorker(), await cluster.addWorker()];
			await main.restart();
			await untilStatus('success', RESUMED_MS);

			const execution = await api.getExecution(executionId);
			expect(itemsOf(execution, 'Wait').map(({ json }) => json.body)).toMatchObject([
				{ provider: 'cloudCoin', taskId, state: 'succeeded' },
			]);
			expect(itemsOf(execution, 'Done').map(({ json }) => json.state)).toEqual(['succeeded']);
			const tables = await api.listDataTables();
			const tableId = tables.find(({ name }) => name === TABLE)?.id ?? '';
			await within(RESUMED_MS, 'The mark', async () => {
				return (await api.listRows(tableId)).every(({ reportedAt }) => reportedAt !== null);
			});
			await sleep(QUIET_MS);
			const after = await api.getExecution(executionId);
			expect(runsOf(after, 'Done')).toHaveLength(1);
			expect(fresh).toEqual(expect.arrayContaining(workersOf(executionId).slice(1)));
			expect(workersOf(executionId)).toHaveLength(2);
			expect(await watcher.executions()).toEqual([]);
			expect(await executions()).toHaveLength(1);
			await api.deactivateWorkflow(watcher.workflowId);
			await api.deactivateWorkflow(workflowId);
		},
		SUITE_MS,
	);
}
