import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import { itemsOf, type Execution } from './support/execution';
import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';
import { setField } from './support/tinyWorkflows';
import { withCredentials, type WorkflowJson } from './support/workflowJson';

/** A test has up to four starts of n8n, each of which takes a minute on a busy machine. */
const TEST_TIMEOUT_MS = 480_000;
/** A tick comes within a minute; then it looks every two seconds. On a busy machine all of it takes longer. */
const NEXT_TICK_MS = 120_000;
const QUIET_MS = 3_000;
/** Far below the break until n8n's next tick, which is what a poll that does not look again waits for. */
const WHILE_LOOKING_MS = 25_000;
const TRIGGER = 'Task Completed Trigger';

jest.setTimeout(TEST_TIMEOUT_MS);

const credentials = {
	cloudCoinApi: { id: '', name: 'CloudCoin Desktop' },
	hyper3dRodinApi: { id: '', name: 'Hyper3D Rodin' },
	n8nWatchListApi: { id: '', name: 'n8n Watch List' },
};

function trigger(parameters: IDataObject): INode {
	return {
		id: 'trigger-1',
		name: TRIGGER,
		type: 'n8n-nodes-task-status.taskCompletedTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			provider: 'cloudCoin',
			watch: 'taskList',
			checkInterval: 1,
			...parameters,
		} as INode['parameters'],
		credentials,
	};
}

const watching = (...ids: string[]) =>
	trigger({ tasks: { task: ids.map((taskId) => ({ taskId })) } });

describe('the trigger on a real n8n', () => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene();
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await scene?.close();
	});

	// A test that failed can leave n8n switched off: the next ones do not fail with it.
	beforeEach(async () => {
		await scene.api.listCredentials().catch(async () => await scene.crashAndRestart());
	}, SCENE_TIMEOUT_MS);

	/** Stores and activates a workflow of the trigger and a node after it. */
	async function activate(node: INode): Promise<string> {
		const workflow: WorkflowJson = {
			name: 'Trigger → Set',
			nodes: [node, setField],
			connections: { [TRIGGER]: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
		};
		const stored = await scene.api.listCredentials();
		const { id } = await scene.api.createWorkflow(withCredentials(workflow, stored));
		await scene.api.activateWorkflow(id);
		return id;
	}

	/** The executions of a workflow, oldest first, once there are so many. */
	async function executionsOf(id: string, count: number): Promise<Execution[]> {
		const deadline = Date.now() + NEXT_TICK_MS;
		for (;;) {
			const found = await scene.api.listExecutions(id);
			if (found.length >= count) {
				const ended = found.map(async (one) => await scene.api.waitForExecution(one.id));
				return (await Promise.all(ended)).reverse();
			}
			if (Date.now() > deadline) {
				throw new Error(`${found.length} of ${count} executions\n${scene.server.output()}`);
			}
			await sleep(250);
		}
	}

	/** What a workflow was started with, oldest first, once there are so many items: "task: state". */
	async function firedBy(id: string, count: number): Promise<string[]> {
		for (let executions = 1; ; executions++) {
			const found = await executionsOf(id, executions);
			const items = found.flatMap((execution) => itemsOf(execution, TRIGGER));
			if (items.length < count) continue;
			return items.map(({ json }) => `${String(json.taskId)}: ${String(json.state)}`);
		}
	}

	it('survives power cuts: what ended is fired once, before, between and after them', async () => {
		const { cloudCoin } = scene.simulators;
		cloudCoin.addTask({ id: 'ended', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'while-down', plan: 'never' });
		cloudCoin.addTask({ id: 'running', plan: 'never' });
		const id = await activate(watching('ended', 'while-down', 'running'));
		expect(await firedBy(id, 1)).toEqual(['ended: succeeded']);

		// Between two polls.
		await scene.crashAndRestart();
		await sleep(QUIET_MS);
		expect(await firedBy(id, 1)).toHaveLength(1);

		// What ends while n8n is down is fired when it starts.
		await scene.server.kill();
		cloudCoin.addTask({ id: 'while-down', ageMs: 60_000 });
		await scene.crashAndRestart();
		expect(await firedBy(id, 2)).toEqual(['ended: succeeded', 'while-down: succeeded']);
		await scene.crashAndRestart();
		await sleep(QUIET_MS);
		expect(await firedBy(id, 2)).toHaveLength(2);
		await scene.api.deactivateWorkflow(id);
	});

	it('fires within seconds while it looks, and loses nothing to a power cut during a poll', async () => {
		const { cloudCoin } = scene.simulators;
		for (const id of ['first', 'second', 'cut-off']) cloudCoin.addTask({ id, plan: 'never' });
		const id = await activate(watching('first', 'second'));
		const cutOff = await activate(watching('cut-off'));
		await aPollIsLooking('first');
		const endedAt = Date.now();
		cloudCoin.addTask({ id: 'first', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'second', ageMs: 60_000, plan: 'fail' });
		// In one execution or, where a look is between the two ends, in two.
		expect((await firedBy(id, 2)).sort()).toEqual(['first: succeeded', 'second: failed']);
		expect(Date.now() - endedAt).toBeLessThan(WHILE_LOOKING_MS);

		await aPollIsLooking('cut-off');
		const isCutOff = ({ path }: { path: string }) => path.endsWith('/cut-off');
		cloudCoin.faults.add({ fault: { kind: 'silence' }, times: Infinity, when: isCutOff });
		await sleep(1_500);
		cloudCoin.addTask({ id: 'cut-off', ageMs: 60_000 });
		await scene.server.kill();
		cloudCoin.faults.clear();
		await scene.crashAndRestart();
		expect(await firedBy(cutOff, 1)).toEqual(['cut-off: succeeded']);
		await sleep(QUIET_MS);
		expect(await firedBy(cutOff, 1)).toHaveLength(1);
		expect(await firedBy(id, 2)).toHaveLength(2);
		await Promise.all([id, cutOff].map(async (one) => await scene.api.deactivateWorkflow(one)));
	});

	it('fires what ended while the workflow was inactive, and nothing twice', async () => {
		const { cloudCoin } = scene.simulators;
		cloudCoin.addTask({ id: 'early', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'late', plan: 'never' });
		const id = await activate(watching('early', 'late'));
		expect(await firedBy(id, 1)).toEqual(['early: succeeded']);
		await scene.api.deactivateWorkflow(id);
		await noPollIsLooking('late');
		cloudCoin.addTask({ id: 'late', ageMs: 60_000 });
		await sleep(QUIET_MS);
		expect(await firedBy(id, 1)).toHaveLength(1);
		await scene.api.activateWorkflow(id);
		expect(await firedBy(id, 2)).toEqual(['early: succeeded', 'late: succeeded']);
		await scene.api.deactivateWorkflow(id);
	});

	it('cannot be activated with a key that the provider refuses', async () => {
		const wrong = { baseUrl: scene.simulators.rodin.baseUrl, apiKey: 'wrong' };
		await scene.api.createCredential('hyper3dRodinApi', 'A wrong key', wrong);
		const node = trigger({
			provider: 'hyper3dRodin',
			tasks: { task: [{ subscriptionKey: 'some-key' }] },
		});
		const named = { hyper3dRodinApi: { id: '', name: 'A wrong key' } };
		// Newer versions of n8n activate in the background, and tell it in the editor and in the log.
		const told = await activate({ ...node, credentials: named }).then(
			async () => {
				await eventually(() => scene.server.output().includes('refused the key'));
				return scene.server.output();
			},
			(error: Error) => error.message,
		);
		expect(told).toContain('refused the key');
		expect(told).not.toContain('some-key');
	});

	it('watches a Data Table: rows added while it looks, with their context, across a power cut', async () => {
		const { cloudCoin } = scene.simulators;
		const dataTableId = { __rl: true, mode: 'name', value: 'Pending tasks' };
		cloudCoin.addTask({ id: 'row-1', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'row-2', plan: 'never' });
		await add('row-1', { customer: 'Ada' });
		const id = await activate(
			trigger({ watch: 'watchList', dataTableId, listProviders: ['cloudCoin'] }),
		);
		const [first] = await executionsOf(id, 1);
		expect(itemsOf(first as Execution, TRIGGER).map(({ json }) => json)).toMatchObject([
			{ taskId: 'row-1', state: 'succeeded', context: { customer: 'Ada' } },
		]);

		// Marked in the poll that told it, and never looked at again.
		await untilRow('row-1', { state: 'succeeded', reportedAt: expect.any(String) as string });
		await add('row-2', { customer: 'Grace' });
		await add('row-2');
		await untilRow('row-2', { state: 'running' });
		cloudCoin.addTask({ id: 'row-2', ageMs: 60_000 });
		const fired = await executionsOf(id, 2);
		expect(itemsOf(fired[1] as Execution, TRIGGER).map(({ json }) => json)).toMatchObject([
			{ taskId: 'row-2', state: 'succeeded', context: { customer: 'Grace' } },
		]);

		await scene.crashAndRestart();
		await sleep(QUIET_MS);
		expect(await executionsOf(id, 2)).toHaveLength(2);
		await scene.api.deactivateWorkflow(id);
	});

	async function eventually(isSo: () => boolean): Promise<void> {
		const deadline = Date.now() + NEXT_TICK_MS;
		while (!isSo() && Date.now() < deadline) await sleep(250);
	}

	/** Runs Task Status with Add to Watch List. */
	async function add(taskId: string, context?: IDataObject): Promise<void> {
		const node: INode = {
			id: 'add-1',
			name: 'Add',
			type: 'n8n-nodes-task-status.taskStatus',
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				provider: 'cloudCoin',
				operation: 'addToWatchList',
				taskId,
				dataTableId: { __rl: true, mode: 'name', value: 'Pending tasks' },
				createTable: true,
				context: context === undefined ? '' : JSON.stringify(context),
			},
			credentials,
		};
		const start = { ...setField, id: 's', name: 'S', type: 'n8n-nodes-base.manualTrigger' };
		const stored = await scene.api.listCredentials();
		const workflow = withCredentials(
			{
				name: 'Add',
				nodes: [{ ...start, typeVersion: 1, parameters: {} }, node],
				connections: { S: { main: [[{ node: 'Add', type: 'main', index: 0 }]] } },
			},
			stored,
		);
		const { id } = await scene.api.createWorkflow(workflow);
		const { status, data } = await scene.api.runWorkflow(id);
		expect({ status, error: data.resultData.error?.message }).toEqual({ status: 'success' });
	}

	async function rows(): Promise<Array<Record<string, unknown>>> {
		const [table] = await scene.api.listDataTables();
		return await scene.api.listRows(table?.id ?? '');
	}

	async function untilRow(taskId: string, expected: object): Promise<void> {
		const deadline = Date.now() + NEXT_TICK_MS;
		for (;;) {
			const row = (await rows()).find((one) => one.taskId === taskId);
			try {
				expect(row).toMatchObject(expected);
				return;
			} catch (error) {
				if (Date.now() > deadline) throw error;
			}
			await sleep(500);
		}
	}

	/** n8n tells no poll that its workflow was deactivated: one that had begun looks on until its minute is over. */
	async function noPollIsLooking(mention: string): Promise<void> {
		const { cloudCoin } = scene.simulators;
		const looks = () => cloudCoin.requests.filter(({ path }) => path.includes(mention)).length;
		for (let before = -1; looks() > before;) {
			before = looks();
			await sleep(QUIET_MS * 2);
		}
	}

	/** Resolves when a tick has begun: then looks follow one another for about 40 s. */
	async function aPollIsLooking(mention = ''): Promise<void> {
		const { cloudCoin } = scene.simulators;
		const looks = () => cloudCoin.requests.filter(({ path }) => path.includes(mention)).length;
		const before = looks();
		const deadline = Date.now() + NEXT_TICK_MS;
		while (looks() <= before) {
			if (Date.now() > deadline) throw new Error('No tick came');
			await sleep(250);
		}
	}
});
