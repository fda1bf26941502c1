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
			await trigger.activate('init');
			await trigger.tick();
		}
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('fires again after a crash between finding and firing', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		clock.advance(60_000);
		expect(statesIn(await trigger.tickAndCrash())).toEqual(['one: succeeded']);
		expect(trigger.executions).toEqual([]);
		await trigger.activate('init');
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('fires at the start what ended while n8n was down', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		clock.advance(60_000);
		await trigger.activate('init');
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
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

	it('forgets what was reported when another server is watched', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching('one');
		await trigger.activate();
		const other = await startCloudCoin();
		other.addTask({ id: 'one', ageMs: 60_000 });
		const data = trigger.storedState();
		trigger.stored = trigger.stored.replace(String(data.configuration), 'of-another-server');
		await trigger.activate('update');
		expect(trigger.executions).toHaveLength(2);
		await other.close();
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
		expect(trigger.storedState().reported).toHaveLength(1);
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
