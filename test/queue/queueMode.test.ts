import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulators, type Simulators } from '../simulators';
import { chain } from '../e2e/support/chain';
import { errorOf, itemsOf, runsOf } from '../e2e/support/execution';
import { manualStart, noOp, taskStatus } from '../e2e/support/taskNodes';
import type { StoredCredential } from '../e2e/support/workflowJson';
import { startCluster, type Cluster } from './support/cluster';
import { fireWebhook } from './support/fireWebhook';
import { describeQueueMode } from './support/describeQueueMode';
import { within } from './support/within';

const START_TIMEOUT_MS = 300_000;
const TEST_TIMEOUT_MS = 120_000;
const AT_ONCE_PER_PROVIDER = 100;
const QUIET_MS = 3_000;

describeQueueMode((programs) => {
	let simulators: Simulators;
	let cluster: Cluster;
	let rodinCredential: StoredCredential;
	let coinCredential: StoredCredential;

	beforeAll(async () => {
		simulators = await startSimulators();
		cluster = await startCluster(programs);
		const { rodin, cloudCoin } = simulators;
		rodinCredential = await cluster.api.createCredential('hyper3dRodinApi', 'Rodin', {
			baseUrl: rodin.baseUrl,
			apiKey: rodin.acceptedKey,
		});
		coinCredential = await cluster.api.createCredential('cloudCoinApi', 'CloudCoin', {
			baseUrl: cloudCoin.baseUrl,
		});
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		await cluster?.stop();
		await simulators?.close();
	}, TEST_TIMEOUT_MS);

	const waitFor = (subscriptionKey: string) =>
		taskStatus('Wait', rodinCredential, {
			provider: 'hyper3dRodin',
			operation: 'waitForCompletion',
			subscriptionKey,
			pollInterval: 1,
			timeout: 600,
		});

	/** Starts a wait for a task that never ends, and resolves once a worker looks at it. */
	async function startEndlessWait() {
		const { rodin } = simulators;
		const { subscriptionKey } = rodin.addTask({ plan: 'never' });
		const workflow = chain('Endless', manualStart, waitFor(subscriptionKey), noOp('Done'));
		const { id: workflowId } = await cluster.api.createWorkflow(workflow);
		rodin.clearRequests();
		const executionId = await cluster.api.startWorkflow(workflowId);
		await within(60_000, 'a look at the task', () => rodin.requests.length >= 2);
		return { workflowId, executionId };
	}

	it(
		'runs 200 executions at once on both workers, each with its own task',
		async () => {
			const { rodin, cloudCoin } = simulators;
			const answered = await Promise.all([
				fireWebhook(cluster, {
					path: 'rodin',
					node: taskStatus('Status', rodinCredential, {
						provider: 'hyper3dRodin',
						operation: 'getStatus',
						outputMode: 'single',
						subscriptionKey: '={{ $json.query.task }}',
					}),
					tasks: Array.from(
						{ length: AT_ONCE_PER_PROVIDER },
						() => rodin.addTask({ ageMs: 60_000 }).subscriptionKey,
					),
				}),
				fireWebhook(cluster, {
					path: 'cloudcoin',
					node: taskStatus('Status', coinCredential, {
						provider: 'cloudCoin',
						operation: 'getStatus',
						outputMode: 'single',
						taskId: '={{ $json.query.task }}',
					}),
					tasks: Array.from(
						{ length: AT_ONCE_PER_PROVIDER },
						() => cloudCoin.addTask({ ageMs: 60_000 }).id,
					),
				}),
			]);
			for (const { workflowId, tasks, answers } of answered) {
				expect(answers).toEqual(
					tasks.map((taskId) => expect.objectContaining({ taskId, state: 'succeeded' }) as unknown),
				);
				const executions = await cluster.api.listExecutions(workflowId);
				expect(executions).toHaveLength(AT_ONCE_PER_PROVIDER);
				expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
				for (const { id } of executions) expect(cluster.workersOf(id)).toHaveLength(1);
			}
			for (const worker of cluster.workers) expect(worker.executions().length).toBeGreaterThan(0);
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'waits on a worker until the task is done',
		async () => {
			const { subscriptionKey } = simulators.rodin.addTask({ queuedMs: 500, runningMs: 1_500 });
			const workflow = chain('Wait', manualStart, waitFor(subscriptionKey), noOp('Done'));
			const { id } = await cluster.api.createWorkflow(workflow);
			const execution = await cluster.api.runWorkflow(id, { timeoutMs: 60_000 });
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'Done').map(({ json }) => json.state)).toEqual(['succeeded']);
			expect(cluster.workersOf(execution.id)).toHaveLength(1);
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'ends a wait on its worker when it is stopped from the main instance',
		async () => {
			const { rodin } = simulators;
			const { executionId } = await startEndlessWait();
			await cluster.api.stopExecution(executionId);
			const execution = await cluster.api.waitForExecution(executionId);
			expect(execution.status).toBe('canceled');
			await within(10_000, 'the end of the last look', () => rodin.stats().inFlight === 0);
			await sleep(1_000);
			const looks = rodin.requests.length;
			await sleep(QUIET_MS);
			expect(rodin.requests).toHaveLength(looks);
		},
		TEST_TIMEOUT_MS,
	);

	// n8n 2.8.4 runs a job of a dead worker nowhere else: maxStalledCount is 0 in its scaling.service.
	it(
		'reports a wait as failed, never as done, when its worker is killed',
		async () => {
			const { executionId, workflowId } = await startEndlessWait();
			const [worker] = cluster.workersOf(executionId);
			await worker?.kill();
			const execution = await cluster.api.waitForExecution(executionId, 90_000);
			expect(['error', 'crashed']).toContain(execution.status);
			expect(errorOf(execution)?.message).toMatch(/worker|stalled|crashed/i);
			expect(runsOf(execution, 'Done')).toEqual([]);
			expect(cluster.workersOf(executionId)).toEqual([worker]);

			// The other worker goes on, and a second run of the same workflow waits again.
			const again = await cluster.api.startWorkflow(workflowId);
			await within(60_000, 'the other worker', () => cluster.workersOf(again).length === 1);
			expect(cluster.workersOf(again)).not.toContain(worker);
			await cluster.api.stopExecution(again);
			expect((await cluster.api.waitForExecution(again)).status).toBe('canceled');
		},
		TEST_TIMEOUT_MS,
	);
});
