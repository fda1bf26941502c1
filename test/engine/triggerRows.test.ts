import { COLUMNS } from '../../nodes/watchList/columns';
import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import {
	startN8nDataTables,
	type N8nDataTablesSimulator,
	type Table,
} from '../simulators/n8nDataTables';
import { startRocketRide, type RocketRideSimulator } from '../simulators/rocketRide';
import { ManualClock } from '../simulators/support/clock';
import { eventually } from '../support/eventually';
import { runTaskStatus } from './support/engine';
import { PolledTrigger, ShiftedClock, statesIn } from './support/trigger';

const MINUTE_MS = 60_000;

let clock: ManualClock;
let n8nClock: ShiftedClock;
let cloudCoin: CloudCoinSimulator;
let rodin: Hyper3dRodinSimulator;
let rocketRide: RocketRideSimulator;
let n8n: N8nDataTablesSimulator;
let table: Table;

beforeEach(async () => {
	clock = new ManualClock(Date.now());
	n8nClock = new ShiftedClock();
	[cloudCoin, rodin, rocketRide, n8n] = await Promise.all([
		startCloudCoin({ clock }),
		startHyper3dRodin({ clock }),
		startRocketRide({ clock, eventIntervalMs: 0 }),
		startN8nDataTables(),
	]);
	table = n8n.addTable('Pending', COLUMNS);
});

afterEach(async () => {
	await Promise.all([cloudCoin.close(), rodin.close(), rocketRide.close(), n8n.close()]);
});

const credentials = () => ({
	cloudCoinApi: { baseUrl: cloudCoin.baseUrl },
	hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: rodin.acceptedKey ?? '' },
	rocketRideTaskApi: { baseUrl: rocketRide.baseUrl, apiKey: rocketRide.acceptedKey ?? '' },
	n8nWatchListApi: { baseUrl: n8n.baseUrl, apiKey: n8n.acceptedKey ?? '' },
});

const dataTableId = { __rl: true, mode: 'name', value: 'Pending' };

const watching = (more: object = {}) =>
	new PolledTrigger({
		parameters: {
			watch: 'watchList',
			dataTableId,
			listProviders: ['cloudCoin', 'hyper3dRodin', 'rocketRide'],
			checkInterval: 0,
			...more,
		} as never,
		credentials: credentials() as never,
		clock: n8nClock,
	});

const add = async (provider: string, ref: object, more: object = {}) => {
	const { error } = await runTaskStatus({
		parameters: {
			operation: 'addToWatchList',
			provider,
			dataTableId,
			...ref,
			...more,
		} as never,
		credentials: credentials() as never,
		items: [{}] as never,
	});
	expect(error).toBeUndefined();
};

const row = (index = 0): Record<string, unknown> => table.rows[index] ?? {};
const isClosed = (index = 0) => row(index).reportedAt !== null && row(index).reportedAt !== '';

describe('the generations of a row', () => {
	const nightly = { transport: 'http', taskToken: 'tk_nightly-run' };

	it('a token that is used again fires once for each run', async () => {
		rocketRide.addTask({ taskToken: nightly.taskToken, runningMs: 10_000 });
		await add('rocketRide', nightly);
		const trigger = watching();
		await trigger.activate();
		clock.advance(10_000);
		await trigger.tick();
		expect(isClosed()).toBe(true);
		await add('rocketRide', nightly);
		// A look before the next run has begun finds the end of the last one.
		await trigger.tick();
		expect(isClosed()).toBe(false);
		rocketRide.rerun(nightly.taskToken, { runningMs: 10_000 });
		await trigger.tick();
		clock.advance(10_000);
		await trigger.tick();
		expect(trigger.executions.map((items) => items.length)).toEqual([1, 1]);
		expect(isClosed()).toBe(true);
	});

	it('a run that is lost is news, although the one before it was told', async () => {
		rocketRide.addTask({ taskToken: nightly.taskToken, runningMs: 10_000 });
		await add('rocketRide', nightly);
		const trigger = watching({ states: ['succeeded', 'notFound'] });
		await trigger.activate();
		clock.advance(10_000);
		await trigger.tick();
		await add('rocketRide', nightly);
		rocketRide.rerun(nightly.taskToken, { runningMs: 60_000 });
		await trigger.tick();
		expect(row().state).toBe('running');
		clock.advance(7 * MINUTE_MS);
		await trigger.tick();
		expect(trigger.executions.flatMap(statesIn).map((text) => text.split(': ')[1])).toEqual([
			'succeeded',
			'notFound',
		]);
		expect(isClosed()).toBe(true);
	});

	it('a row that was added before its task is not closed for ten minutes', async () => {
		await add('cloudCoin', { taskId: 'early' });
		const trigger = watching({ states: ['succeeded', 'notFound'] });
		await trigger.activate();
		expect(trigger.executions).toEqual([]);
		expect(isClosed()).toBe(false);
		n8nClock.advance(9 * MINUTE_MS);
		await trigger.tick();
		expect(isClosed()).toBe(false);
		n8nClock.advance(2 * MINUTE_MS);
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['early: notFound']]);
		expect(isClosed()).toBe(true);
	});

	it('a task that was seen and is gone has ended at once', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		await add('cloudCoin', { taskId: 'one' });
		const trigger = watching();
		await trigger.activate();
		cloudCoin.restart();
		await trigger.tick();
		expect(row()).toMatchObject({ state: 'notFound', reportedAt: expect.any(String) as string });
		expect(trigger.executions).toEqual([]);
	});

	it('a task that is gone ends no row that was just added for its next run', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		await add('cloudCoin', { taskId: 'one' });
		const trigger = watching({ states: ['succeeded', 'notFound'] });
		await trigger.activate();
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		cloudCoin.restart();
		await trigger.tick();
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: notFound']]);
		expect([isClosed(0), isClosed(1)]).toEqual([true, false]);
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		await trigger.tick();
		expect(trigger.executions.flatMap(statesIn)).toEqual(['one: notFound', 'one: succeeded']);
		expect(isClosed(1)).toBe(true);
	});

	it('a final state that nobody asked for closes the row, which is not asked for again', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS, plan: 'fail' });
		await add('cloudCoin', { taskId: 'one' });
		const trigger = watching({ states: ['succeeded'] });
		await trigger.activate();
		expect(row()).toMatchObject({ state: 'failed', reportedAt: expect.any(String) as string });
		cloudCoin.clearRequests();
		await trigger.tick();
		expect(cloudCoin.requests).toEqual([]);
		expect(trigger.executions).toEqual([]);
	});

	it('a row that could not be marked is marked later, without its provider', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		await add('cloudCoin', { taskId: 'one' });
		const isWrite = ({ method }: { method: string }) => method === 'PATCH';
		const body = { message: 'SQLITE_BUSY: database is locked' };
		n8n.faults.add({ fault: { kind: 'status', status: 400, body }, when: isWrite });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(isClosed()).toBe(false);
		cloudCoin.faults.add({ fault: { kind: 'drop' }, times: Infinity });
		await trigger.tick();
		expect(row()).toMatchObject({ state: 'succeeded', reportedAt: expect.any(String) as string });
		expect(trigger.executions).toHaveLength(1);
		expect(trigger.failures).toEqual([]);
	});

	it('Rodin with and without taskUuid is one task, and fires once', async () => {
		const { subscriptionKey, taskUuid } = rodin.addTask({ ageMs: 60_000 });
		await add('hyper3dRodin', { subscriptionKey });
		await add('hyper3dRodin', { subscriptionKey, taskUuid });
		expect(table.rows).toHaveLength(2);
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map((items) => items.length)).toEqual([1]);
		expect([isClosed(0), isClosed(1)]).toEqual([true, true]);
	});
});

describe('rows that people or imports wrote', () => {
	it('fire from a table that was imported, where empty cells are empty texts', async () => {
		n8n.tables.clear();
		const text = COLUMNS.map(({ name }) => ({ name, type: 'string' as const }));
		table = n8n.addTable('Pending', text);
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		const empty = Object.fromEntries(COLUMNS.map(({ name }) => [name, '']));
		table.columns.forEach((column) => Object.assign(column, { type: 'string' }));
		table.insert({ ...empty, provider: 'CloudCoin Desktop', taskId: 'one' });
		Object.assign(table.columns.find(({ name }) => name === 'progress') ?? {}, { type: 'number' });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(row()).toMatchObject({
			state: 'succeeded',
			reportedAt: expect.stringMatching(/Z$/) as string,
		});
	});

	it('say why their task cannot be looked at', async () => {
		rodin.addTask({ plan: 'never' });
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		table.insert({ provider: 'cloudCoin', taskId: 'two' });
		table.insert({ provider: 'Cloud Coin', taskId: 'one' });
		cloudCoin.faults.add({
			fault: { kind: 'status', status: 503 },
			when: ({ path }) => path.endsWith('/one'),
		});
		await watching().activate();
		expect(row(0).message).toContain('cannot answer at the moment');
		expect(row(1).message).toBe('Processing...');
		expect(row(2).message).toBe('The column "provider" has the unknown value "Cloud Coin"');
	});

	it('of a table that lacks columns: an error that names them', async () => {
		n8n.tables.clear();
		n8n.addTable(
			'Pending',
			COLUMNS.filter(({ name }) => name !== 'context'),
		);
		await expect(watching().activate()).rejects.toThrow(
			'The Data Table "Pending" lacks the column "context"',
		);
	});
});

describe('the watch list and n8n', () => {
	it('removes closed rows when asked to', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		await add('cloudCoin', { taskId: 'one' });
		await add('cloudCoin', { taskId: 'two' });
		const trigger = watching({ options: { deleteReported: true } });
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(table.rows.map(({ taskId }) => taskId)).toEqual(['two']);
	});

	it('creates the table when asked to, but not in a manual test', async () => {
		n8n.tables.clear();
		const trigger = watching({ createTable: true });
		await expect(trigger.test()).rejects.toThrow('There is no Data Table named "Pending"');
		await trigger.activate();
		expect([...n8n.tables.values()].map(({ name, columns }) => ({ name, columns }))).toEqual([
			{ name: 'Pending', columns: COLUMNS },
		]);
	});

	it.each([
		['SQLITE_BUSY: database is locked', 'activates'],
		['Data table size limit exceeded: 50MB used', 'activates'],
		["unknown column name 'x'", 'refuses'],
	])('tells faults of the database from wrong columns: %s', async (message, expected) => {
		n8n.faults.add({ fault: { kind: 'status', status: 400, body: { message } }, times: Infinity });
		const told = await watching()
			.activate()
			.then(
				() => 'activates',
				() => 'refuses',
			);
		expect(told).toBe(expected);
	});

	it('reads pages that are too large for one answer in smaller ones', async () => {
		const context = JSON.stringify('x'.repeat(90_000));
		for (let index = 0; index < 200; index++) {
			table.insert({ provider: 'cloudCoin', taskId: `t-${index}`, context });
		}
		cloudCoin.addTask({ id: 't-199', ageMs: MINUTE_MS });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['t-199: succeeded']]);
	}, 30_000);

	it('writes progress once a poll', async () => {
		rocketRide.addTask({ taskToken: 'tk_a', runningMs: 1_000_000 });
		await add('rocketRide', { transport: 'http', taskToken: 'tk_a' });
		const trigger = watching();
		await trigger.activate();
		const writes = () => n8n.requests.filter(({ method }) => method === 'PATCH').length;
		expect(writes()).toBe(1);
		clock.advance(100_000);
		await trigger.tick();
		expect(writes()).toBeLessThanOrEqual(2);
	});
});

it.each(['garbage', 'empty'] as const)(
	'a row that a proxy has answered for was not added (%s)',
	async (kind) => {
		n8n.faults.add({ fault: { kind }, when: ({ path }) => path.endsWith('/upsert') });
		const { error } = await runTaskStatus({
			parameters: {
				operation: 'addToWatchList',
				provider: 'cloudCoin',
				taskId: 'one',
				dataTableId,
			} as never,
			credentials: credentials() as never,
			items: [{}] as never,
		});
		expect(error?.message).toContain('instead of "true"');
		expect(table.rows).toHaveLength(0);
	},
);

describe('an execution that waits', () => {
	const wait = async (id: string, taskId = 'one', resumeUrl = n8n.resumeUrl(id)) => {
		table.insert({ provider: 'cloudCoin', taskId, resumeUrl, context: '{"order":7}' });
		await Promise.resolve();
	};

	it('is resumed with the task, once, instead of firing', async () => {
		cloudCoin.addTask({ id: 'one', runningMs: MINUTE_MS, plan: 'fail' });
		n8n.executions.set('7', 'waiting');
		await wait('7');
		const trigger = watching({ states: ['succeeded'] });
		await trigger.activate();
		expect(n8n.resumed).toEqual([]);
		clock.advance(MINUTE_MS);
		await trigger.tick();
		await trigger.restart();
		expect(n8n.resumed).toMatchObject([
			{ id: '7', body: { taskId: 'one', state: 'failed', context: { order: 7 } } },
		]);
		expect(JSON.stringify(n8n.resumed)).not.toContain(n8n.acceptedKey);
		expect(trigger.executions).toEqual([]);
		expect(row()).toMatchObject({ state: 'failed', reportedAt: expect.any(String) as string });
	});

	it('and is not waiting yet is tried again, with the end that was seen', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		n8n.executions.set('7', 'running');
		await wait('7');
		const trigger = watching();
		await trigger.activate();
		expect(row().message).toBe('The execution does not wait yet; this is tried again');
		expect(isClosed()).toBe(false);
		n8n.executions.set('7', 'waiting');
		cloudCoin.restart();
		await trigger.tick();
		expect(n8n.resumed).toMatchObject([{ body: { state: 'succeeded' } }]);
		expect(isClosed()).toBe(true);
	});

	it.each(['gone', 'finished'] as const)(
		'and is %s closes its row with a message',
		async (state) => {
			cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
			if (state === 'finished') n8n.executions.set('7', 'finished');
			await wait('7');
			await watching().activate();
			expect(isClosed()).toBe(true);
			expect(row().message).toContain('The execution that waited is gone');
		},
	);

	it.each([
		'http://127.0.0.1:9/webhook-waiting/7',
		'/api/v1/data-tables',
		'/webhook-waiting/../rest/login',
		'/webhook-waiting/7?signature=a&x=1',
		'/webhook-waiting/',
	])(
		'at an address that is no waiting webhook of this n8n (%s) is never called',
		async (address) => {
			cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
			n8n.executions.set('7', 'waiting');
			await wait('7', 'one', address.startsWith('http') ? address : n8n.url + address);
			n8n.clearRequests();
			await watching().activate();
			expect(n8n.requests.filter(({ method }) => method === 'POST')).toEqual([]);
			expect(isClosed()).toBe(true);
			expect(row().message).toContain("no address of this n8n's own waiting webhooks");
		},
	);

	it('has a row of its own beside one that fires', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		await add('cloudCoin', { taskId: 'one' });
		n8n.executions.set('7', 'waiting');
		await wait('7');
		const trigger = watching();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(n8n.resumed).toHaveLength(1);
		expect([isClosed(0), isClosed(1)]).toEqual([true, true]);
	});

	it('says nothing of earlier attempts once it was resumed', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		n8n.executions.set('7', 'running');
		await wait('7');
		const trigger = watching({ checkInterval: 1 });
		await trigger.activate('init');
		const poll = trigger.tick();
		await eventually(() => String(row().message).includes('does not wait yet'));
		n8n.executions.set('7', 'waiting');
		await eventually(() => isClosed());
		await trigger.activate('update');
		await poll;
		expect(n8n.resumed).toHaveLength(1);
		expect(row().message ?? '').not.toContain('does not wait yet');
	});

	it('is written to the row by Add to Watch List, and only for a single item', async () => {
		await add('cloudCoin', { taskId: 'one' }, { resumeExecution: true });
		expect(row().resumeUrl).toMatch(/\/webhook-waiting\//);
		const { error } = await runTaskStatus({
			parameters: {
				operation: 'addToWatchList',
				provider: 'cloudCoin',
				taskId: 'two',
				dataTableId,
				resumeExecution: true,
			} as never,
			credentials: credentials() as never,
			items: [{}, {}] as never,
		});
		expect(error?.message).toBe('One execution cannot wait for 2 tasks at once');
		expect(table.rows).toHaveLength(1);
	});
});
