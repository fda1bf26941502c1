import { setTimeout as sleep } from 'node:timers/promises';
import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import { startN8nDataTables, type N8nDataTablesSimulator } from '../simulators/n8nDataTables';
import { COLUMNS } from '../../nodes/watchList/columns';
import { eventually } from '../support/eventually';
import { PolledTrigger, statesIn, type TriggerSetup } from './support/trigger';

let cloudCoin: CloudCoinSimulator;
let rodin: Hyper3dRodinSimulator;
let n8n: N8nDataTablesSimulator;

beforeEach(async () => {
	[cloudCoin, rodin, n8n] = await Promise.all([
		startCloudCoin(),
		startHyper3dRodin(),
		startN8nDataTables(),
	]);
});

afterEach(async () => {
	await Promise.all([cloudCoin.close(), rodin.close(), n8n.close()]);
});

const watching = (ids: readonly string[], more: Partial<TriggerSetup> = {}) =>
	new PolledTrigger({
		parameters: {
			provider: 'cloudCoin',
			watch: 'taskList',
			tasks: { task: ids.map((taskId) => ({ taskId })) },
			checkInterval: 1,
		},
		credentials: { cloudCoinApi: { baseUrl: cloudCoin.baseUrl } },
		...more,
	});

/** Ends a poll that goes on: the workflow is activated anew. */
async function endPoll(trigger: PolledTrigger, poll: Promise<unknown>): Promise<void> {
	await trigger.activate('update');
	await poll;
}

jest.setTimeout(60_000);

describe('a poll that is at work', () => {
	it('hands over one end after the other, each in an execution of its own', async () => {
		const ids = ['one', 'two', 'three', 'never'];
		for (const id of ids) cloudCoin.addTask({ id, plan: 'never' });
		const trigger = watching(ids);
		await trigger.activate();
		const poll = trigger.tick();
		for (const [index, id] of ids.slice(0, 3).entries()) {
			cloudCoin.addTask({ id, ageMs: 60_000 });
			await eventually(() => trigger.executions.length === index + 1);
		}
		expect(trigger.executions.map(statesIn)).toEqual([
			['one: succeeded'],
			['two: succeeded'],
			['three: succeeded'],
		]);
		await endPoll(trigger, poll);
		expect(trigger.executions).toHaveLength(3);
	});

	it('returns with the find on a host that takes nothing before', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		cloudCoin.addTask({ id: 'never', plan: 'never' });
		const trigger = watching(['one', 'never'], { withoutEmit: true });
		await trigger.activate();
		setTimeout(() => cloudCoin.addTask({ id: 'one', ageMs: 60_000 }), 500);
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded']);
	});

	it('of a scheduler that makes a context for each tick is not ended by the next tick', async () => {
		for (const id of ['one', 'never']) cloudCoin.addTask({ id, plan: 'never' });
		const trigger = watching(['one', 'never'], { budgetMs: 12_000 });
		await trigger.activate();
		const first = trigger.scheduledTick();
		await sleep(200);
		expect(await trigger.scheduledTick()).toBeNull();
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		await eventually(() => trigger.executions.length === 1);
		await first;
		await trigger.scheduledTick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});
});

describe('providers of one list', () => {
	const both = (name = 'Pending') => {
		const table = n8n.addTable(name, COLUMNS);
		table.insert({ provider: 'hyper3dRodin', ref: '{"subscriptionKey":"a"}' });
		table.insert({ provider: 'cloudCoin', taskId: 'one' });
		return watching([], {
			parameters: {
				watch: 'watchList',
				dataTableId: { __rl: true, mode: 'name', value: name },
				listProviders: ['cloudCoin', 'hyper3dRodin'],
				checkInterval: 1,
			},
			credentials: {
				cloudCoinApi: { baseUrl: cloudCoin.baseUrl },
				hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: rodin.acceptedKey ?? '' },
				n8nWatchListApi: { baseUrl: n8n.baseUrl, apiKey: n8n.acceptedKey ?? '' },
			},
		});
	};

	it.each([
		['is silent', { kind: 'silence' }],
		['limits', { kind: 'status', status: 429, headers: { 'retry-after': '600' } }],
		['refuses', { kind: 'status', status: 401 }],
	] as const)('one that %s delays and hides nothing of another', async (_name, fault) => {
		const trigger = both();
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		await trigger.activate('init');
		rodin.faults.add({ fault, times: Infinity });
		const poll = trigger.tick();
		await eventually(() => rodin.requests.length > 0);
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		await eventually(() => trigger.executions.length === 1);
		expect(trigger.failures.length).toBe(fault.kind === 'status' && fault.status === 401 ? 1 : 0);
		expect(rodin.requests).toHaveLength(1);
		rodin.faults.clear();
		await endPoll(trigger, poll);
	});

	it('one that limited is not asked before its time, also not by the next poll', async () => {
		const trigger = both();
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		const headers = { 'retry-after': '600' };
		rodin.faults.add({ fault: { kind: 'status', status: 429, headers }, times: Infinity });
		await trigger.activate();
		expect(rodin.requests).toHaveLength(1);
		await trigger.activate('update');
		expect(rodin.requests).toHaveLength(1);
	});

	it('one that is refused keeps a workflow from being activated only if nothing else answers', async () => {
		rodin.faults.add({ fault: { kind: 'status', status: 401 }, times: Infinity });
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = both();
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		const other = both('Others');
		cloudCoin.faults.add({ fault: { kind: 'drop' }, times: Infinity });
		await expect(other.activate()).rejects.toThrow('refused the key');
	});
});

describe('an entry of the list that is malformed', () => {
	it('keeps no other from being watched, and is told', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching([], {
			parameters: {
				provider: 'cloudCoin',
				watch: 'json',
				tasksJson: '[{"taskId":"one"},{}]',
				checkInterval: 0,
			},
		});
		await trigger.activate('init');
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded']);
		expect(trigger.failures.map(({ message }) => message)).toEqual([
			'Tasks (JSON), entry 2: Task ID is empty',
		]);
		await trigger.tick();
		expect(trigger.failures).toHaveLength(1);
	});

	it.each(['={{ undefined }}', '={{ null }}', ''])(
		'or none at all (%s) is told',
		async (tasksJson) => {
			const trigger = watching([], {
				parameters: { provider: 'cloudCoin', watch: 'json', tasksJson },
			});
			await expect(trigger.activate()).rejects.toThrow('instead of an array');
		},
	);
});
