import { COLUMNS } from '../../nodes/watchList/columns';
import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import {
	startN8nDataTables,
	type N8nDataTablesSimulator,
	type Table,
} from '../simulators/n8nDataTables';
import { ManualClock } from '../simulators/support/clock';
import { eventually } from '../support/eventually';
import { PolledTrigger, ShiftedClock, statesIn } from './support/trigger';

const MINUTE_MS = 60_000;
let clock: ManualClock;
let n8nClock: ShiftedClock;
let cloudCoin: CloudCoinSimulator;
let n8n: N8nDataTablesSimulator;
let table: Table;

beforeEach(async () => {
	clock = new ManualClock(Date.now());
	n8nClock = new ShiftedClock();
	[cloudCoin, n8n] = await Promise.all([startCloudCoin({ clock }), startN8nDataTables()]);
	table = n8n.addTable('Pending', COLUMNS);
});
afterEach(async () => {
	await Promise.all([cloudCoin.close(), n8n.close()]);
});
jest.setTimeout(60_000);

const credentials = () => ({
	cloudCoinApi: { baseUrl: cloudCoin.baseUrl },
	n8nWatchListApi: { baseUrl: n8n.baseUrl, apiKey: n8n.acceptedKey ?? '' },
});
const watching = (more: object = {}, setup: object = {}) =>
	new PolledTrigger({
		parameters: {
			watch: 'watchList',
			dataTableId: { __rl: true, mode: 'name', value: 'Pending' },
			listProviders: ['cloudCoin'],
			checkInterval: 0,
			...more,
		} as never,
		credentials: credentials() as never,
		clock: n8nClock,
		...setup,
	});
const row = (index = 0): Record<string, unknown> => table.rows[index] ?? {};
const isWrite = ({ method }: { method: string }) => method === 'PATCH';
const busy = {
	kind: 'status',
	status: 400,
	body: { message: 'SQLITE_BUSY: database is locked' },
} as const;
const full = {
	kind: 'status',
	status: 400,
	body: { message: 'Data table size limit exceeded: 50MB used' },
} as const;
const reported = expect.any(String) as string;

describe('a row that could not be written when its end was told', () => {
	it('keeps the state of an end that nobody asked for', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS, plan: 'fail' });
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		n8n.faults.add({ fault: busy, when: isWrite });
		const trigger = watching({ states: ['succeeded'] });
		await trigger.activate();
		await trigger.tick();
		expect(row()).toMatchObject({ state: 'failed', reportedAt: reported });
	});
	it('keeps it when the workflow is activated anew before it is written', async () => {
		cloudCoin.addTask({ id: 'one', runningMs: MINUTE_MS, plan: 'fail' });
		cloudCoin.addTask({ id: 'slow', plan: 'never' });
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		const trigger = watching({ states: ['succeeded'], checkInterval: 1 });
		await trigger.activate();
		expect(row()).toMatchObject({ state: 'running' });
		table.insert({ provider: 'cloudCoin', taskId: 'slow' });
		cloudCoin.faults.add({
			fault: { kind: 'delay', ms: 3000 },
			when: ({ path }) => path.endsWith('/slow'),
			times: Infinity,
		});
		cloudCoin.clearRequests();
		clock.advance(MINUTE_MS);
		const poll = trigger.tick();
		await eventually(() => cloudCoin.requests.length >= 2);
		await new Promise((r) => setTimeout(r, 300));
		await trigger.activate('update');
		await poll;
		expect(row()).toMatchObject({ state: 'failed', reportedAt: reported });
	});
	it('keeps the state that its execution was resumed with', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		n8n.executions.set('7', 'waiting');
		table.insert({ provider: 'cloudCoin', taskId: 'one', resumeUrl: n8n.resumeUrl('7') });
		n8n.faults.add({ fault: busy, when: isWrite });
		const trigger = watching();
		await trigger.activate();
		await trigger.tick();
		expect(n8n.resumed).toHaveLength(1);
		expect(row()).toMatchObject({ state: 'succeeded', reportedAt: reported });
	});
	it('says that its execution is gone', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
		table.insert({ provider: 'cloudCoin', taskId: 'one', resumeUrl: n8n.resumeUrl('7') });
		n8n.faults.add({ fault: busy, when: isWrite });
		const trigger = watching();
		await trigger.activate();
		await trigger.tick();
		expect(row()).toMatchObject({ reportedAt: reported });
		expect(row().message).toContain('gone');
	});
});

it('a fault of writing rows that lasts is told, also while they can be read', async () => {
	cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
	table.insert({ provider: 'cloudCoin', taskId: 'one' });
	n8n.faults.add({ fault: full, when: isWrite, times: Infinity });
	const trigger = watching();
	await trigger.activate();
	for (let tick = 0; tick < 15; tick++) {
		await trigger.tick();
		n8nClock.advance(MINUTE_MS);
	}
	expect(row().reportedAt).toBeNull();
	expect(trigger.failures.map(({ message }) => message)).toHaveLength(2);
});

it('a fault of writing rows that lasts is told, also where nothing is to be written in between', async () => {
	cloudCoin.addTask({ id: 'one', plan: 'never' });
	table.insert({ provider: 'cloudCoin', taskId: 'one', state: 'running', message: 'as it was' });
	n8n.faults.add({ fault: full, when: isWrite, times: Infinity });
	const trigger = watching({ checkInterval: 1 }, { budgetMs: 5_000 });
	await trigger.activate('init');
	for (let tick = 0; tick < 2; tick++) {
		await trigger.tick();
		n8nClock.advance(4 * MINUTE_MS);
	}
	expect(trigger.failures.map(({ message }) => message)).toHaveLength(1);
});

it('an execution is resumed with the end that was seen first', async () => {
	cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
	n8n.executions.set('7', 'running');
	table.insert({ provider: 'cloudCoin', taskId: 'one', resumeUrl: n8n.resumeUrl('7') });
	let posts = 0;
	n8n.faults.add({
		fault: { kind: 'delay', ms: 4000 },
		when: ({ method, path }) =>
			method === 'POST' && path.includes('webhook-waiting') && ++posts === 1,
		times: 1,
	});
	const trigger = watching({ checkInterval: 1 }, { budgetMs: 14_000 });
	await trigger.activate('init');
	const poll = trigger.tick();
	await eventually(() => posts === 1);
	cloudCoin.restart();
	await new Promise((r) => setTimeout(r, 2500));
	n8n.executions.set('7', 'running');
	await eventually(() => n8n.requests.some(({ method }) => method === 'PATCH'));
	n8n.executions.set('7', 'waiting');
	await eventually(() => n8n.resumed.length > 0);
	await trigger.activate('update');
	await poll;
	expect(n8n.resumed).toMatchObject([{ body: { state: 'succeeded' } }]);
});

it('an execution is resumed with that end also if another answer is on its way when it is told', async () => {
	cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
	cloudCoin.addTask({ id: 'slow', plan: 'never' });
	n8n.executions.set('7', 'running');
	for (const more of [{}, { resumeUrl: n8n.resumeUrl('7') }]) {
		table.insert({ provider: 'cloudCoin', taskId: 'one', ...more });
	}
	table.insert({ provider: 'cloudCoin', taskId: 'slow' });
	for (const [id, ms] of Object.entries({ one: 2_500, slow: 9_000 })) {
		cloudCoin.faults.add({
			fault: { kind: 'delay', ms },
			when: ({ path }) => path.endsWith(`/${id}`),
			times: 2,
		});
	}
	const trigger = watching({ checkInterval: 3 }, { budgetMs: 11_000 });
	await trigger.activate('init');
	const poll = trigger.tick();
	await eventually(() => String(row(1).message).includes('does not wait yet'));
	cloudCoin.restart();
	n8n.executions.set('7', 'waiting');
	await poll;
	expect(n8n.resumed).toMatchObject([{ body: { state: 'succeeded' } }]);
});

it('an execution is resumed once, also while rows beside its own are being written', async () => {
	for (const id of ['one', 'other']) cloudCoin.addTask({ id, ageMs: MINUTE_MS });
	n8n.executions.set('7', 'waiting');
	table.insert({ provider: 'cloudCoin', taskId: 'one', resumeUrl: n8n.resumeUrl('7') });
	table.insert({ provider: 'cloudCoin', taskId: 'other' });
	const isOf = (id: number) => (request: { method: string; body: unknown }) =>
		isWrite(request) && JSON.stringify(request.body).includes(`"value":${id}}`);
	n8n.faults.add({
		fault: { kind: 'delay', ms: 2500 },
		when: ({ path }) => path.includes('webhook-waiting'),
	});
	n8n.faults.add({ fault: { kind: 'delay', ms: 6000 }, when: isOf(2) });
	const trigger = watching({ checkInterval: 1 }, { budgetMs: 12_000 });
	await trigger.activate('init');
	const poll = trigger.tick();
	await eventually(() => n8n.resumed.length > 0);
	// It waits for the end of another task now.
	n8n.executions.set('7', 'waiting');
	await poll;
	expect(n8n.resumed).toMatchObject([{ body: { taskId: 'one' } }]);
});

it('a row that is added again while its end is handed over is pending anew', async () => {
	cloudCoin.addTask({ id: 'one', ageMs: MINUTE_MS });
	table.insert({ provider: 'cloudCoin', taskId: 'one', addedAt: new Date().toISOString() });
	cloudCoin.faults.add({
		fault: { kind: 'drop' },
		// What fires meanwhile may start the task again, and add it.
		when: () => {
			const addedAt = new Date(Date.now() + 1).toISOString();
			Object.assign(row(), { addedAt, state: null, reportedAt: null });
			return false;
		},
	});
	const trigger = watching();
	await trigger.activate();
	expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	expect(row().reportedAt).toBeNull();
});

it('a row is marked in the poll that told it, although many others are written too', async () => {
	for (let index = 0; index < 40; index++) {
		cloudCoin.addTask({ id: `t-${index}`, plan: 'never' });
		table.insert({ provider: 'cloudCoin', taskId: `t-${index}` });
	}
	cloudCoin.addTask({ id: 'done', ageMs: MINUTE_MS });
	table.insert({ provider: 'cloudCoin', taskId: 'done' });
	n8n.faults.add({ fault: { kind: 'delay', ms: 500 }, when: isWrite, times: Infinity });
	const trigger = watching({ checkInterval: 1 }, { budgetMs: 5_000 });
	await trigger.activate('init');
	expect(statesIn(await trigger.tick())).toEqual(['done: succeeded']);
	expect(row(40).reportedAt).not.toBeNull();
});

it('rows are written for as long as a poll has time', async () => {
	for (let index = 0; index < 12; index++) {
		cloudCoin.addTask({ id: `t-${index}`, plan: 'never' });
		table.insert({ provider: 'cloudCoin', taskId: `t-${index}` });
	}
	n8n.faults.add({ fault: { kind: 'delay', ms: 1_500 }, when: isWrite, times: Infinity });
	const trigger = watching();
	await trigger.activate('init');
	await trigger.tick();
	expect(table.rows.filter(({ state }) => state !== 'running')).toEqual([]);
});

it('an end that was seen for a waiting execution is not lost with a re-activation', async () => {
	cloudCoin.addTask({ id: 'one', runningMs: MINUTE_MS });
	cloudCoin.addTask({ id: 'slow', plan: 'never' });
	n8n.executions.set('7', 'waiting');
	table.insert({ provider: 'cloudCoin', taskId: 'one', resumeUrl: n8n.resumeUrl('7') });
	const trigger = watching({ checkInterval: 1 }, { budgetMs: 7_000 });
	await trigger.activate();
	table.insert({ provider: 'cloudCoin', taskId: 'slow' });
	const isSlow = ({ path }: { path: string }) => path.endsWith('/slow');
	cloudCoin.faults.add({ fault: { kind: 'delay', ms: 3000 }, when: isSlow, times: Infinity });
	cloudCoin.clearRequests();
	clock.advance(MINUTE_MS);
	const poll = trigger.tick();
	await eventually(() => cloudCoin.requests.length >= 2);
	await new Promise((r) => setTimeout(r, 300));
	cloudCoin.restart();
	await trigger.activate();
	await poll;
	await trigger.tick();
	expect(n8n.resumed).toMatchObject([{ body: { state: 'succeeded' } }]);
});

it('the key of the list does not show in the error of a manual test', async () => {
	const body = { message: `no such key: ${n8n.acceptedKey}` };
	n8n.faults.add({ fault: { kind: 'status', status: 401, body }, times: Infinity });
	const error = await watching()
		.test()
		.catch((thrown: unknown) => thrown as Error);
	expect(error).toBeInstanceOf(Error);
	expect(JSON.stringify([(error as Error).message, error])).not.toContain(n8n.acceptedKey);
});
