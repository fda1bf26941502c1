import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { ManualClock } from '../simulators/support/clock';
import { PolledTrigger, statesIn } from './support/trigger';

let clock: ManualClock;
let simulator: CloudCoinSimulator;

beforeEach(async () => {
	clock = new ManualClock();
	simulator = await startCloudCoin({ clock });
});

afterEach(async () => {
	await simulator.close();
});

const credentials = () => ({ cloudCoinApi: { baseUrl: simulator.baseUrl } });

const parameters = (...ids: string[]) => ({
	provider: 'cloudCoin',
	watch: 'taskList',
	tasks: { task: ids.map((taskId) => ({ taskId })) },
	checkInterval: 0,
});

const watching = (...ids: string[]) =>
	new PolledTrigger({ parameters: parameters(...ids), credentials: credentials() });

describe('Task Completed Trigger across restarts', () => {
	it('does not fire again what it has fired, however often n8n starts', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		clock.advance(60_000);
		await trigger.tick();
		for (let restart = 0; restart < 3; restart++) {
			await trigger.restart();
		}
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('fires again after a crash between finding and firing', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		clock.advance(60_000);
		await trigger.tickAndCrash();
		expect(trigger.executions).toEqual([]);
		await trigger.restart();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('fires at the first tick what ended while n8n was down, and looks at nothing before', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		clock.advance(60_000);
		simulator.clearRequests();
		await trigger.activate('init');
		expect(simulator.requests).toEqual([]);
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it.each(['init', 'leadershipChange'] as const)('never throws at a start (%s)', async (mode) => {
		const trigger = new PolledTrigger({
			parameters: { ...parameters('one'), states: ['nonsense'] },
			credentials: {},
		});
		await trigger.activate(mode);
		await trigger.tick();
		expect(trigger.failures.map(({ message }) => message)).toEqual([
			'States has a value that this node does not know',
		]);
	});

	it('does not fire twice what an old poll fired while the workflow was activated anew', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate('init');
		// n8n reads the static data before the old poll fires.
		const read = trigger.stored;
		await trigger.tick();
		trigger.stored = read;
		await trigger.activate('update');
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(trigger.stored).not.toBe(read);
	});

	it('fires nothing again when the way to give the tasks changes', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		const asJson = { ...parameters(), watch: 'json', tasksJson: '[{"taskId":"one"}]' };
		trigger.configure({ parameters: asJson });
		await trigger.activate('update');
		expect(trigger.executions).toHaveLength(1);
	});

	it('does not take a task for lost whose end may have been seen before n8n was started', async () => {
		const clocked = { ...parameters('one'), states: ['failed', 'canceled', 'notFound'] };
		const trigger = new PolledTrigger({ parameters: clocked, credentials: credentials() });
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		await trigger.activate();
		clock.advance(60_000);
		await trigger.tick();
		simulator.restart();
		await trigger.restart();
		expect(trigger.executions).toEqual([]);
	});

	it('takes a task for lost that was seen since n8n was started, or whose end would have fired', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		for (const states of [['notFound'], ['succeeded', 'failed', 'canceled', 'notFound']]) {
			const given = { ...parameters('one'), states };
			const trigger = new PolledTrigger({ parameters: given, credentials: credentials() });
			await trigger.restart();
			simulator.restart();
			await trigger.tick();
			expect(trigger.executions.map(statesIn)).toEqual([['one: notFound']]);
		}
	});

	it('does not repeat old completions when tasks or states are added', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		simulator.addTask({ id: 'two', ageMs: 60_000, plan: 'fail' });
		simulator.addTask({ id: 'three', ageMs: 60_000 });
		const trigger = watching('one', 'two');
		trigger.configure({ parameters: { ...parameters('one', 'two'), states: ['succeeded'] } });
		await trigger.activate();
		trigger.configure({ parameters: parameters('one', 'two', 'three') });
		await trigger.activate('update');
		expect(trigger.executions.map(statesIn)).toEqual([
			['one: succeeded'],
			['two: failed', 'three: succeeded'],
		]);
	});

	it.each([
		['nothing', '{}'],
		['something else', '{"node:Task Completed Trigger":{"lastItemDate":"2026-01-01"}}'],
		['entries of the wrong form', '{"node:Task Completed Trigger":{"reported":[{"a":1},null]}}'],
		['no object', '{"node:Task Completed Trigger":{"reported":"x","configuration":7}}'],
	])('starts anew when the static data holds %s', async (_name, stored) => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching('one');
		trigger.stored = stored;
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('stores hashes, no identifiers', async () => {
		simulator.addTask({ id: 'a-secret-identifier', ageMs: 60_000 });
		const trigger = watching('a-secret-identifier');
		await trigger.activate();
		expect(Object.keys(trigger.storedState())).toHaveLength(1);
		expect(trigger.stored).not.toContain('secret');
		expect(trigger.stored).not.toContain(simulator.baseUrl);
	});

	it('stores nothing that a poll without news has changed', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		await trigger.tick();
		expect(trigger.stored).toBe('{}');
	});
});
