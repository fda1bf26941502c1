import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../support/within';
import { chain, type NodeOptions } from './support/chain';
import { itemsOf } from './support/execution';
import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';
import { manualStart, noOp } from './support/taskNodes';
import { waitForCall, waitingNodes, type WaitingNodes } from './support/waitingNodes';

/** Two ticks and, on a busy machine, what n8n takes to start: a loop may be resumed by two polls. */
const RESUMED_WITHIN_MS = 180_000;
const QUIET_MS = 4_000;
const TABLE = 'Waiting';

jest.setTimeout(600_000);

describe('an execution that waits for a task, on a real n8n', () => {
	let scene: Scene;
	let nodes: WaitingNodes;

	beforeAll(async () => {
		scene = await startScene();
		const stored = await scene.api.listCredentials();
		nodes = waitingNodes((type) => {
			const found = stored.find((one) => one.type === type);
			if (found === undefined) throw new Error(`No credential of type ${type}`);
			return found;
		}, TABLE);
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await scene?.close();
	});

	async function activateWatcher(): Promise<string> {
		const { id } = await scene.api.createWorkflow(chain('Watcher', nodes.watcher, noOp('Fired')));
		await scene.api.activateWorkflow(id);
		return id;
	}

	/** Starts an execution, and resolves when it waits. */
	async function startWaiting(name: string, ...given: NodeOptions[]): Promise<string> {
		const { id } = await scene.api.createWorkflow(chain(name, manualStart, ...given));
		const executionId = await scene.api.startWorkflow(id);
		await untilStatus(executionId, 'waiting');
		return executionId;
	}

	async function untilStatus(executionId: string, status: string): Promise<void> {
		await within(RESUMED_WITHIN_MS, `"${status}" of execution ${executionId}`, async () => {
			return (await scene.api.getExecution(executionId)).status === status;
		});
	}

	async function rows() {
		const tables = await scene.api.listDataTables();
		const table = tables.find(({ name }) => name === TABLE);
		return await scene.api.listRows(table?.id ?? '');
	}

	it('goes on with the task in its body, once, also when n8n is killed while it waits', async () => {
		const { cloudCoin } = scene.simulators;
		cloudCoin.addTask({ id: 'days', plan: 'never' });
		const watcher = await activateWatcher();
		const executionId = await startWaiting('Days', nodes.add('days'), waitForCall, noOp('Behind'));

		await scene.crashAndRestart();
		// While it recovers what was at work, n8n calls a waiting execution crashed for some ms (2.8.4).
		await untilStatus(executionId, 'waiting');
		cloudCoin.addTask({ id: 'days', ageMs: 60_000 });
		await untilStatus(executionId, 'success');
		const execution = await scene.api.getExecution(executionId);
		expect(itemsOf(execution, 'Behind').map(({ json }) => json.body)).toMatchObject([
			{ provider: 'cloudCoin', taskId: 'days', state: 'succeeded', rowId: 1 },
		]);
		const apiKeys = (await scene.api.storedText(executionId)).match(/x-n8n-api-key/gi);
		expect(apiKeys).toBeNull();
		await within(RESUMED_WITHIN_MS, 'The mark', async () => {
			return (await rows()).every(({ reportedAt }) => reportedAt !== null);
		});
		await sleep(QUIET_MS);
		expect(await scene.api.listExecutions(watcher)).toEqual([]);
		await scene.api.deactivateWorkflow(watcher);
	});

	it('waits for several tasks one after the other in a loop', async () => {
		const { cloudCoin } = scene.simulators;
		for (const id of ['first', 'second']) cloudCoin.addTask({ id, ageMs: 60_000 });
		const watcher = await activateWatcher();
		const loop = chain(
			'Loop',
			manualStart,
			{
				name: 'Tasks',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: 'return [{ json: { id: "first" } }, { json: { id: "second" } }];' },
			},
			{ name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: {} },
			nodes.add('={{ $json.id }}'),
			waitForCall,
		);
		const target = (node: string) => ({ node, type: 'main' as const, index: 0 });
		const connections = {
			...loop.connections,
			Loop: { main: [[target('Behind')], [target('Add')]] },
			Wait: { main: [[target('Loop')]] },
		};
		const [behind] = chain('x', noOp('Behind')).nodes;
		if (behind === undefined) throw new Error('No node');
		const all = [...loop.nodes, { ...behind, id: 'behind' }];
		const { id } = await scene.api.createWorkflow({ ...loop, nodes: all, connections });
		const executionId = await scene.api.startWorkflow(id);
		await untilStatus(executionId, 'success');
		const execution = await scene.api.getExecution(executionId);
		expect(itemsOf(execution, 'Behind').map(({ json }) => json.body)).toMatchObject([
			{ taskId: 'first', state: 'succeeded' },
			{ taskId: 'second', state: 'succeeded' },
		]);
		await scene.api.deactivateWorkflow(watcher);
	});

	it('is an example: submit, wait for days, and go on', async () => {
		const { rodin } = scene.simulators;
		rodin.defaults = { queuedMs: 0, runningMs: 2_000 };
		const { id } = await scene.importExample('wait-for-days.json');
		await scene.api.activateWorkflow(id);
		const executionId = await scene.api.startWorkflow(id);
		await untilStatus(executionId, 'success');
		const execution = await scene.api.getExecution(executionId);
		expect(itemsOf(execution, 'Get Results').length).toBeGreaterThan(0);
		expect(itemsOf(execution, 'Message')).toEqual([]);
		await scene.api.deactivateWorkflow(id);
	});
});
