import { COLUMNS } from '../../nodes/watchList/columns';
import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import {
	startN8nDataTables,
	type N8nDataTablesSimulator,
	type Table,
} from '../simulators/n8nDataTables';
import { ManualClock } from '../simulators/support/clock';
import { eventually } from '../support/eventually';
import { runTaskStatus } from './support/engine';
import { PolledTrigger, ShiftedClock, statesIn } from './support/trigger';

let clock: ManualClock;
let cloudCoin: CloudCoinSimulator;
let rodin: Hyper3dRodinSimulator;
let n8n: N8nDataTablesSimulator;
let table: Table;
let n8nClock: ShiftedClock;

beforeEach(async () => {
	clock = new ManualClock();
	n8nClock = new ShiftedClock();
	[cloudCoin, rodin, n8n] = await Promise.all([
		startCloudCoin({ clock }),
		startHyper3dRodin({ clock }),
		startN8nDataTables(),
	]);
	table = n8n.addTable('Pending tasks', COLUMNS);
});

afterEach(async () => {
	await Promise.all([cloudCoin.close(), rodin.close(), n8n.close()]);
});

const ofN8n = (apiKey = n8n.acceptedKey) => ({
	n8nWatchListApi: { baseUrl: n8n.baseUrl, apiKey: apiKey ?? '' },
});
const ofCloudCoin = () => ({ cloudCoinApi: { baseUrl: cloudCoin.baseUrl } });
const ofRodin = () => ({
	hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: rodin.acceptedKey ?? '' },
});

const byName = { __rl: true, mode: 'name', value: 'Pending tasks' };

const watching = (credentials: object = { ...ofN8n(), ...ofCloudCoin() }, more: object = {}) =>
	new PolledTrigger({
		parameters: {
			watch: 'watchList',
			dataTableId: byName,
			listProviders: ['cloudCoin'],
			checkInterval: 0,
			...more,
		} as never,
		clock: n8nClock,
		credentials: credentials as never,
	});

const addRow = (taskId: string, more: object = {}) =>
	table.insert({ provider: 'cloudCoin', taskId, ref: JSON.stringify({ taskId }), ...more });

const addToWatchList = async (items: object[], more: object = {}) =>
	await runTaskStatus({
		parameters: {
			operation: 'addToWatchList',
			provider: 'cloudCoin',
			taskId: '={{ $json.taskId }}',
			dataTableId: byName,
			context: '={{ $json.context }}',
			...more,
		} as never,
		credentials: ofN8n(),
		items: items as never,
	});

describe('a watch list', () => {
	it('is watched: state, progress and message are written back, and the end fires with its context', async () => {
		cloudCoin.addTask({ id: 'one', runningMs: 60_000 });
		addRow('one', { context: '{"customer":"Ada"}' });
		const trigger = watching();
		await trigger.activate();
		expect(table.rows[0]).toMatchObject({
			state: 'running',
			progress: 0,
			message: 'Processing...',
			checkedAt: expect.stringMatching(/Z$/) as string,
			reportedAt: null,
		});
		clock.advance(60_000);
		await trigger.tick();
		expect(table.rows[0]).toMatchObject({
			state: 'succeeded',
			progress: 100,
			reportedAt: expect.stringMatching(/Z$/) as string,
		});
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({
			taskId: 'one',
			state: 'succeeded',
			context: { customer: 'Ada' },
			rowId: 1,
		});
	});

	it('marks a row in the poll that told it, and then leaves it alone', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		addRow('one');
		const trigger = watching();
		await trigger.activate();
		expect(table.rows[0]?.reportedAt).toEqual(expect.stringMatching(/Z$/));
		cloudCoin.clearRequests();
		await trigger.tick();
		expect(cloudCoin.requests).toHaveLength(0);
		expect(trigger.executions).toHaveLength(1);
	});

	it('fires again after a crash between finding and firing, and once only after a crash later', async () => {
		cloudCoin.addTask({ id: 'one', runningMs: 60_000 });
		addRow('one');
		const trigger = watching();
		await trigger.activate();
		clock.advance(60_000);
		// n8n crashes at the moment in which it is given the items: nothing of that poll is stored.
		const before = table.rows.map((row) => ({ ...row }));
		await trigger.tickAndCrash();
		table.rows = before;
		await trigger.restart();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		await trigger.restart();
		expect(trigger.executions).toHaveLength(1);
		expect(table.rows[0]?.reportedAt).not.toBeNull();
	});

	it('writes only what has changed', async () => {
		cloudCoin.addTask({ id: 'one', runningMs: 60_000 });
		addRow('one');
		const trigger = watching();
		await trigger.activate();
		n8n.clearRequests();
		await trigger.tick();
		expect(n8n.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('takes up rows that are added while a poll is looking', async () => {
		cloudCoin.addTask({ id: 'late', ageMs: 60_000 });
		const trigger = watching(undefined, { checkInterval: 1 });
		await trigger.activate();
		const poll = trigger.tick();
		setTimeout(() => addRow('late'), 500);
		await eventually(() => trigger.executions.length > 0);
		expect(trigger.executions.map(statesIn)).toEqual([['late: succeeded']]);
		// The poll goes on until the workflow is activated anew.
		await trigger.activate('update');
		await poll;
	}, 30_000);

	it('is read page by page', async () => {
		for (let index = 0; index < 600; index++) {
			cloudCoin.addTask({ id: `task-${index}`, plan: index % 3 === 0 ? 'succeed' : 'never' });
			addRow(`task-${index}`);
		}
		clock.advance(60_000);
		const trigger = watching();
		await trigger.activate();
		const pages = n8n.requests.filter(({ query }) => query.includes('reportedAt'));
		expect(pages).toHaveLength(3);
		const fired = trigger.executions.flat().map(({ json }) => json.taskId);
		expect(new Set(fired).size).toBe(200);
		expect(fired).toHaveLength(200);
	}, 60_000);

	it('holds rows of several providers, and those of others are left alone', async () => {
		const task = rodin.addTask({ ageMs: 60_000 });
		const { subscriptionKey, taskUuid } = task;
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		addRow('one');
		table.insert({
			provider: 'hyper3dRodin',
			taskId: taskUuid,
			ref: JSON.stringify({ subscriptionKey, taskUuid }),
		});
		table.insert({ provider: 'somethingElse', taskId: 'x', ref: '{}' });
		const alone = watching({ ...ofN8n(), ...ofCloudCoin(), ...ofRodin() });
		await alone.activate();
		expect(alone.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(table.rows[1]).toMatchObject({ state: null, checkedAt: null });

		expect(table.rows[2]?.message).toBe(
			'The column "provider" has the unknown value "somethingElse"',
		);

		const other = watching({ ...ofN8n(), ...ofRodin() }, { listProviders: ['hyper3dRodin'] });
		await other.activate();
		expect(other.executions.flatMap(statesIn)).toEqual([`${taskUuid}: succeeded`]);
	});

	it('keeps a provider’s fault from hiding another’s completion, and tells it', async () => {
		const { subscriptionKey } = rodin.addTask({ ageMs: 60_000 });
		cloudCoin.addTask({ id: 'one', runningMs: 60_000 });
		addRow('one');
		table.insert({ provider: 'hyper3dRodin', ref: JSON.stringify({ subscriptionKey }) });
		const trigger = watching(
			{ ...ofN8n(), ...ofCloudCoin(), ...ofRodin() },
			{ listProviders: ['cloudCoin', 'hyper3dRodin'] },
		);
		rodin.faults.add({ fault: { kind: 'status', status: 503 }, times: Infinity });
		await trigger.activate();
		for (let tick = 0; tick < 4; tick++) {
			await trigger.tick();
			n8nClock.advance(60_000);
		}
		expect(trigger.failures).toHaveLength(1);
		expect(table.rows[1]?.message).toContain('cannot answer at the moment');
		clock.advance(60_000);
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded']);
	});

	it('says in the row what is wrong with it', async () => {
		cloudCoin.addTask({ id: 'two', ageMs: 60_000 });
		addRow('one', { ref: 'not json' });
		addRow('two');
		const trigger = watching();
		await trigger.activate();
		expect(table.rows[0]).toMatchObject({ message: 'The column "ref" is not a JSON object' });
		expect(trigger.executions.map(statesIn)).toEqual([['two: succeeded']]);
	});

	it('takes a row that a person added with provider and identifier only', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('shows its tasks in a manual test and writes nothing', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		addRow('one', { context: 'plain words' });
		const [item] = await watching().test();
		expect(item?.json).toMatchObject({ state: 'succeeded', context: 'plain words' });
		expect(table.rows[0]).toMatchObject({ state: null, checkedAt: null, reportedAt: null });
	});

	it('says in a manual test what is missing', async () => {
		await expect(watching().test()).rejects.toMatchObject({
			message: 'No task is watched at the moment',
			description: expect.stringContaining('no pending task') as string,
		});
		addRow('one');
		await expect(watching(ofN8n()).test()).rejects.toThrow(
			'No credential for CloudCoin Desktop is chosen',
		);
	});

	it.each([
		[401, 'Watch list: n8n refused the API key'],
		[403, 'Watch list: n8n does not allow this with the API key'],
		[404, 'Watch list: this n8n has no public API for Data Tables'],
	])(
		'that cannot be read (%i) keeps the workflow from being activated',
		async (status, message) => {
			n8n.faults.add({
				fault: { kind: 'status', status, body: { message: 'x' } },
				times: Infinity,
			});
			await expect(watching().activate()).rejects.toThrow(message);
		},
	);

	it('that does not exist, or is another kind of table, is told with advice', async () => {
		const missing = { dataTableId: { __rl: true, mode: 'id', value: 'gone' } };
		await expect(watching(undefined, missing).activate()).rejects.toThrow(
			'Watch list: n8n has no such Data Table',
		);
		n8n.addTable('Customers', [{ name: 'email', type: 'string' }]);
		const other = { dataTableId: { __rl: true, mode: 'name', value: 'Customers' } };
		await expect(watching(undefined, other).activate()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The Data Table "Customers" lacks the columns "provider"/,
			) as string,
		});
	});

	it('does not keep a workflow from being activated while n8n’s API is not up yet', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		addRow('one');
		n8n.faults.add({ fault: { kind: 'drop' } });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions).toEqual([]);
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});
});

describe('Add to Watch List', () => {
	it('adds one row for each task and gives one item for each', async () => {
		const result = await addToWatchList([
			{ taskId: 'one', context: { customer: 'Ada' } },
			{ taskId: 'two', context: '' },
		]);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]?.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual([
			{
				json: {
					provider: 'cloudCoin',
					taskId: 'one',
					ref: { taskId: 'one' },
					dataTableId: table.id,
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					provider: 'cloudCoin',
					taskId: 'two',
					ref: { taskId: 'two' },
					dataTableId: table.id,
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(table.rows).toMatchObject([
			{ taskId: 'one', ref: '{"taskId":"one"}', context: '{"customer":"Ada"}', state: null },
			{ taskId: 'two', context: null },
		]);
	});

	it('refreshes the row of a task that is there, and keeps its context', async () => {
		addRow('one', { state: 'failed', reportedAt: '2026-01-01T00:00:00.000Z', context: '{"a":1}' });
		await addToWatchList([{ taskId: 'one' }, { taskId: 'one' }]);
		expect(table.rows).toHaveLength(1);
		expect(table.rows[0]).toMatchObject({ state: null, reportedAt: null, context: '{"a":1}' });
	});

	it('finds a table whose name an expression gives as a number', async () => {
		const list = n8n.addTable('2024', COLUMNS);
		const dataTableId = { __rl: true, mode: 'name', value: '={{ 2024 }}' };
		const { error } = await addToWatchList([{ taskId: 'one' }], { dataTableId });
		expect(error).toBeUndefined();
		expect(list.rows).toHaveLength(1);
	});

	it('creates the table when asked to, with the columns of a watch list', async () => {
		const dataTableId = { __rl: true, mode: 'name', value: 'New list' };
		const refused = await addToWatchList([{ taskId: 'one' }], { dataTableId });
		expect(refused.error?.message).toBe(
			'There is no Data Table named "New list": turn on Create Table, or check the name',
		);
		const created = await addToWatchList([{ taskId: 'one' }, { taskId: 'two' }], {
			dataTableId,
			createTable: true,
		});
		expect(created.error).toBeUndefined();
		const list = [...n8n.tables.values()].find(({ name }) => name === 'New list');
		expect(list?.columns).toEqual(COLUMNS);
		expect(list?.rows).toHaveLength(2);
	});

	it.each([
		[{ context: 'not json' }, 'Context (JSON) is not JSON'],
		[{ taskId: '={{ $json.nothing }}' }, 'Task ID is empty'],
		[
			{ dataTableId: { __rl: true, mode: 'id', value: '={{ $json.nothing }}' } },
			'No Data Table is chosen',
		],
	])('refuses %j', async (more, message) => {
		const result = await addToWatchList([{ taskId: 'one' }], more);
		expect(result.error?.message).toBe(message);
		expect(table.rows).toEqual([]);
	});

	it('adds what the trigger then finishes', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		await addToWatchList([{ taskId: 'one', context: { customer: 'Ada' } }]);
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({ context: { customer: 'Ada' } });
	});
});
