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

interface Watched {
	ids: readonly string[];
	checkInterval?: number;
	states?: string[];
	options?: Record<string, unknown>;
	watch?: Record<string, unknown>;
}

function watching({ ids, checkInterval = 0, states, options = {}, watch }: Watched): PolledTrigger {
	return new PolledTrigger({
		parameters: {
			provider: 'cloudCoin',
			watch: 'taskList',
			tasks: { task: ids.map((taskId) => ({ taskId })) },
			checkInterval,
			...(states && { states }),
			options: options as never,
			...(watch as Record<string, never>),
		},
		credentials: { cloudCoinApi: { baseUrl: simulator.baseUrl } },
	});
}

describe('Task Completed Trigger in n8n’s poll context', () => {
	it('returns null as long as nothing has ended', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching({ ids: ['one'] });
		await trigger.activate();
		expect(await trigger.tick()).toBeNull();
		expect(trigger.executions).toEqual([]);
	});

	it('fires the normalised task once, at the tick after its end', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000, command: 'backup' });
		const trigger = watching({ ids: ['one'] });
		await trigger.activate();
		clock.advance(60_000);
		await trigger.tick();
		await trigger.tick();
		expect(trigger.executions).toHaveLength(1);
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({
			provider: 'cloudCoin',
			taskId: 'one',
			ref: { taskId: 'one' },
			state: 'succeeded',
			outcome: 'done',
			finished: true,
			result: { FileName: 'CloudCoin/Backups/Default.zip' },
		});
		expect(trigger.executions[0]?.[0]?.json).not.toHaveProperty('raw');
		expect(trigger.executions[0]?.[0]?.json).not.toHaveProperty('context');
	});

	it('notices an end between two looks of the same poll and returns at once', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching({ ids: ['one'], checkInterval: 1 });
		await trigger.activate();
		setTimeout(() => clock.advance(60_000), 1_200);
		const startedAt = Date.now();
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded']);
		expect(Date.now() - startedAt).toBeLessThan(25_000);
	}, 45_000);

	it('fires what has ended before the activation, in the activation', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching({ ids: ['one'] });
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('fires two tasks that end together in one execution', async () => {
		for (const id of ['one', 'two', 'three']) simulator.addTask({ id, runningMs: 60_000 });
		simulator.addTask({ id: 'three', runningMs: 90_000 });
		const trigger = watching({ ids: ['one', 'two', 'three'] });
		await trigger.activate();
		clock.advance(60_000);
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded', 'two: succeeded']);
		clock.advance(60_000);
		expect(statesIn(await trigger.tick())).toEqual(['three: succeeded']);
	});

	it('takes two identical entries for one task', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching({ ids: ['one', ' one '] });
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
		expect(simulator.requests).toHaveLength(1);
	});

	it('fires only the chosen states', async () => {
		simulator.addTask({ id: 'good', ageMs: 60_000 });
		simulator.addTask({ id: 'bad', ageMs: 60_000, plan: 'fail' });
		const onlyFailed = watching({ ids: ['good', 'bad', 'gone'], states: ['failed'] });
		await onlyFailed.activate();
		expect(onlyFailed.executions.map(statesIn)).toEqual([['bad: failed']]);
		const byDefault = watching({ ids: ['good', 'bad', 'gone'] });
		await byDefault.activate();
		expect(byDefault.executions.map(statesIn)).toEqual([['good: succeeded', 'bad: failed']]);
		const withGone = watching({ ids: ['good', 'bad', 'gone'], states: ['notFound'] });
		await withGone.activate();
		expect(withGone.executions.map(statesIn)).toEqual([['gone: notFound']]);
	});

	it('does not take it for news that a finished task is forgotten', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const states = ['succeeded', 'notFound'];
		const fired = watching({ ids: ['one'], states });
		await fired.activate();
		const unfired = watching({ ids: ['one'], states: ['notFound'] });
		await unfired.activate();
		simulator.restart();
		expect(await fired.tick()).toBeNull();
		expect(await unfired.tick()).toBeNull();
	});

	it('adds the raw answer when asked to', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching({ ids: ['one'], options: { includeRaw: true } });
		await trigger.activate();
		expect(trigger.executions[0]?.[0]?.json.raw).toMatchObject({ payload: { id: 'one' } });
	});

	it('looks at nothing once everything has ended, and ends the poll', async () => {
		simulator.addTask({ id: 'one', ageMs: 60_000 });
		const trigger = watching({ ids: ['one'], checkInterval: 1 });
		await trigger.activate();
		simulator.clearRequests();
		expect(await trigger.tick()).toBeNull();
		expect(simulator.requests).toHaveLength(1);
	});

	it('leaves an overlapping tick to the one before', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching({ ids: ['one'], checkInterval: 1 });
		await trigger.activate();
		setTimeout(() => clock.advance(60_000), 500);
		const [first, second] = await Promise.all([trigger.tick(), trigger.tick()]);
		expect(statesIn(first)).toEqual(['one: succeeded']);
		expect(second).toBeNull();
		expect(trigger.executions).toHaveLength(1);
	}, 45_000);

	it('ends the poll of a workflow that is activated anew, which fires by itself', async () => {
		simulator.addTask({ id: 'one', runningMs: 60_000 });
		const trigger = watching({ ids: ['one'], checkInterval: 1 });
		await trigger.activate();
		const old = trigger.tick();
		await new Promise((resolve) => setTimeout(resolve, 200));
		clock.advance(60_000);
		await trigger.activate();
		expect(await old).toBeNull();
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	describe('tasks from JSON', () => {
		const given = (tasksJson: unknown) =>
			watching({ ids: [], watch: { watch: 'json', tasksJson } });

		it.each([
			['text', '[{"taskId":"one"},{"taskId":"two"}]'],
			['an expression', '={{ [{ taskId: "one" }, { taskId: "two" }] }}'],
			['whole tasks', '={{ [{ ref: { taskId: "one" }, state: "running" }, { taskId: "two" }] }}'],
		])('are watched as %s', async (_name, tasksJson) => {
			simulator.addTask({ id: 'one', ageMs: 60_000 });
			simulator.addTask({ id: 'two', ageMs: 60_000 });
			const trigger = given(tasksJson);
			await trigger.activate();
			expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded', 'two: succeeded']]);
		});

		it.each([
			['nope', 'Tasks (JSON) is text that is not JSON instead of an array'],
			['={{ 7 }}', 'Tasks (JSON) is a number instead of an array'],
			['[3]', 'Tasks (JSON), entry 1: a number is not an object'],
			['[{"taskId":"one"},{}]', 'Tasks (JSON), entry 2: Task ID is empty'],
		])('that are %s keep the workflow from being activated', async (tasksJson, message) => {
			await expect(given(tasksJson).activate()).rejects.toThrow(message);
		});

		it('may be none for the time being', async () => {
			const trigger = given('[]');
			await trigger.activate();
			expect(await trigger.tick()).toBeNull();
		});
	});
});
