import { setTimeout as sleep } from 'node:timers/promises';
import { COLUMNS } from '../../../nodes/watchList/columns';
import { chain } from '../../e2e/support/chain';
import { activateTrigger, type LiveTrigger } from '../../e2e/support/liveTrigger';
import { manualStart, taskCompletedTrigger, taskStatus } from '../../e2e/support/taskNodes';
import type { QueueScene } from '../support/queueScene';

// A poll comes once a minute, and looks for most of it.
const POLL_LIMIT_MS = 120_000;
const AFTER_ACTIVATION_MS = 5_000;
const LATER = { runningMs: 10_000 };

/** Both triggers are switched on before the first test: their minutes pass together. */
export function testTrigger(scene: QueueScene): void {
	describe('the trigger, polling on the main instance', () => {
		let list: LiveTrigger;
		let watchList: LiveTrigger;
		let listed: string[];
		let tableId: string;

		beforeAll(async () => {
			const { api } = scene.cluster;
			const { cloudCoin } = scene.simulators;
			listed = [cloudCoin.addTask({ ageMs: 60_000 }).id, cloudCoin.addTask(LATER).id];
			const coin = scene.credential('cloudCoinApi');
			const refs = JSON.stringify(listed.map((taskId) => ({ taskId })));
			const watch = { provider: 'cloudCoin', watch: 'json', tasksJson: refs, checkInterval: 2 };
			list = await activateTrigger(api, 'A list', taskCompletedTrigger([coin], watch));

			tableId = await api.createDataTable('Pending', COLUMNS);
			const dataTableId = { __rl: true, mode: 'id', value: tableId };
			const listProviders = ['cloudCoin'];
			const parameters = { watch: 'watchList', dataTableId, listProviders, checkInterval: 2 };
			const both = [scene.credential('n8nWatchListApi'), coin];
			watchList = await activateTrigger(api, 'Watch', taskCompletedTrigger(both, parameters));
		});

		it('fires once for each task, with its executions on workers', async () => {
			const { workersOf } = scene.cluster;
			const ids = async () => (await list.fired()).map(({ taskId }) => taskId);
			await list.untilFired(listed.length, POLL_LIMIT_MS);
			await list.reactivate();
			await sleep(AFTER_ACTIVATION_MS);
			expect(await ids()).toEqual(listed);
			for (const { id } of await list.executions()) expect(workersOf(id)).toHaveLength(1);
		});

		it('works off a watch list that a worker adds to', async () => {
			const { api, workersOf } = scene.cluster;
			const { id: taskId } = scene.simulators.cloudCoin.addTask(LATER);
			const add = taskStatus('Add', scene.credential('cloudCoinApi'), {
				provider: 'cloudCoin',
				operation: 'addToWatchList',
				taskId,
				dataTableId: { __rl: true, mode: 'id', value: tableId },
				context: '{ "order": 7 }',
			});
			const credentials = [scene.credential('n8nWatchListApi'), ...(add.credentials ?? [])];
			const workflow = chain('Add', manualStart, { ...add, credentials });
			const added = await api.runWorkflow((await api.createWorkflow(workflow)).id);
			expect(added.status).toBe('success');
			expect(workersOf(added.id)).toHaveLength(1);

			const fired = await watchList.untilFired(1, POLL_LIMIT_MS);
			expect(fired).toMatchObject([{ taskId, state: 'succeeded', context: { order: 7 } }]);
			expect(await api.listRows(tableId)).toMatchObject([{ taskId, state: 'succeeded' }]);
		});
	});
}
