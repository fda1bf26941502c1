import { taskStatus } from '../../e2e/support/taskNodes';
import { fireWebhook } from '../support/fireWebhook';
import type { QueueScene } from '../support/queueScene';

const AT_ONCE_PER_PROVIDER = 100;
const FINISHED = { ageMs: 60_000 };

function times<Value>(make: () => Value): Value[] {
	return Array.from({ length: AT_ONCE_PER_PROVIDER }, make);
}

export function testManyAtOnce(scene: QueueScene): void {
	it('runs 200 executions at once on both workers, each with its own task', async () => {
		const { api, workers, workersOf } = scene.cluster;
		const { rodin, cloudCoin } = scene.simulators;
		const answered = await Promise.all([
			fireWebhook(scene.cluster, {
				path: 'rodin',
				node: taskStatus('Status', scene.credential('hyper3dRodinApi'), {
					provider: 'hyper3dRodin',
					operation: 'getStatus',
					outputMode: 'single',
					subscriptionKey: '={{ $json.query.task }}',
				}),
				tasks: times(() => rodin.addTask(FINISHED).subscriptionKey),
			}),
			fireWebhook(scene.cluster, {
				path: 'cloudcoin',
				node: taskStatus('Status', scene.credential('cloudCoinApi'), {
					provider: 'cloudCoin',
					operation: 'getStatus',
					outputMode: 'single',
					taskId: '={{ $json.query.task }}',
				}),
				tasks: times(() => cloudCoin.addTask(FINISHED).id),
			}),
		]);
		for (const { workflowId, tasks, answers } of answered) {
			// One item each, in whatever order the executions ended.
			expect(answers.map((items) => items.length)).toEqual(tasks.map(() => 1));
			expect(
				answers
					.flat()
					.map(({ taskId }) => taskId)
					.sort(),
			).toEqual([...tasks].sort());
			expect(new Set(answers.flat().map(({ state }) => state))).toEqual(new Set(['succeeded']));
			const executions = await api.listExecutions(workflowId);
			expect(executions).toHaveLength(AT_ONCE_PER_PROVIDER);
			expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
			for (const { id } of executions) expect(workersOf(id)).toHaveLength(1);
		}
		for (const worker of workers) expect(worker.executions().length).toBeGreaterThan(0);
	});
}
