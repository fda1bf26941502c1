import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import { PolledTrigger, ShiftedClock, statesIn } from './support/trigger';
import type { TriggerSetup } from './support/trigger';

let cloudCoin: CloudCoinSimulator;
let rodin: Hyper3dRodinSimulator;
let clock: ShiftedClock;

beforeEach(async () => {
	clock = new ShiftedClock();
	[cloudCoin, rodin] = await Promise.all([startCloudCoin(), startHyper3dRodin()]);
});

afterEach(async () => {
	await Promise.all([cloudCoin.close(), rodin.close()]);
});

const ofCloudCoin = (
	ids: readonly string[],
	more: Record<string, never> | object = {},
	setup: Partial<TriggerSetup> = {},
) =>
	new PolledTrigger({
		parameters: {
			provider: 'cloudCoin',
			watch: 'taskList',
			tasks: { task: ids.map((taskId) => ({ taskId })) },
			checkInterval: 0,
			...more,
		},
		credentials: { cloudCoinApi: { baseUrl: cloudCoin.baseUrl } },
		clock,
		...setup,
	});

const ofRodin = (keys: readonly string[], apiKey = rodin.acceptedKey) =>
	new PolledTrigger({
		parameters: {
			provider: 'hyper3dRodin',
			watch: 'taskList',
			tasks: { task: keys.map((subscriptionKey) => ({ subscriptionKey })) },
			checkInterval: 0,
		},
		credentials: { hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: apiKey ?? '' } },
		clock,
	});

/** Ticks a minute apart; the minutes at which a fault was told. */
async function ticks(trigger: PolledTrigger, count: number): Promise<number[]> {
	const told: number[] = [];
	for (let tick = 0; tick < count; tick++) {
		if (tick > 0) clock.advance(60_000);
		const before = trigger.failures.length;
		await trigger.tick();
		if (trigger.failures.length > before) told.push(tick);
	}
	return told;
}

const unavailable = { fault: { kind: 'status', status: 503 }, times: Infinity } as const;

describe('faults of a watched provider', () => {
	it('that pass by themselves are told after three minutes, then every ten', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		cloudCoin.faults.add(unavailable);
		const trigger = ofCloudCoin(['one']);
		await trigger.activate();
		expect(await ticks(trigger, 25)).toEqual([3, 13, 23]);
		expect(trigger.failures[0]).toMatchObject({
			message: expect.stringContaining('cannot answer at the moment') as string,
		});
		expect(trigger.thrown).toEqual([]);
	});

	it('begin to count anew after a tick that was answered', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		const trigger = ofCloudCoin(['one']);
		await trigger.activate();
		for (let round = 0; round < 3; round++) {
			cloudCoin.faults.add({ fault: { kind: 'drop' }, times: 3 });
			expect(await ticks(trigger, 4)).toEqual([]);
			clock.advance(60_000);
		}
	});

	it('never keep a workflow from being activated when they may pass', async () => {
		const trigger = ofCloudCoin(['one']);
		await cloudCoin.close();
		await trigger.activate();
		expect(trigger.executions).toEqual([]);
	});

	it('say how long the provider asks to be left alone, and it is left alone', async () => {
		rodin.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'retry-after': '120' } },
			times: Infinity,
		});
		const trigger = ofRodin(['key-1']);
		await trigger.activate();
		expect(await ticks(trigger, 8)).toEqual([6]);
		expect(rodin.requests).toHaveLength(4);
	});

	it('fire in the poll after which the provider is back', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		cloudCoin.faults.add(unavailable);
		const trigger = ofCloudCoin(['one']);
		await trigger.activate();
		await ticks(trigger, 5);
		cloudCoin.faults.clear();
		expect(statesIn(await trigger.tick())).toEqual(['one: succeeded']);
	});

	it('of one task that is refused do not end the watching of another that answers slowly', async () => {
		cloudCoin.addTask({ id: 'slow', runningMs: 4_000 });
		cloudCoin.faults.add({
			fault: { kind: 'status', status: 403 },
			when: ({ path }) => path.endsWith('/one'),
			times: Infinity,
		});
		cloudCoin.faults.add({
			fault: { kind: 'delay', ms: 2500 },
			when: ({ path }) => path.endsWith('/slow'),
			times: Infinity,
		});
		const trigger = ofCloudCoin(['one', 'slow'], { checkInterval: 1 }, { budgetMs: 14_000 });
		await trigger.activate('init');
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['slow: succeeded']]);
		expect(trigger.failures).toEqual([]);
	});

	it('keep a workflow with a refused key from being activated, and stop after the first tasks', async () => {
		const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
		const trigger = ofRodin(keys, 'a-wrong-api-key');
		await expect(trigger.activate()).rejects.toMatchObject({
			message: expect.stringContaining('refused the key') as string,
		});
		expect(rodin.requests.length).toBeLessThanOrEqual(16);
	});

	it('tell a key that is refused later at once, then after ten minutes', async () => {
		const task = rodin.addTask({ plan: 'never' });
		const trigger = ofRodin([task.subscriptionKey]);
		await trigger.activate();
		rodin.faults.add({ fault: { kind: 'status', status: 401 }, times: Infinity });
		expect(await ticks(trigger, 12)).toEqual([0, 10]);
		// Newer hosts would not poll for half an hour after a tick that throws.
		expect(trigger.thrown).toEqual([]);
		const [error] = trigger.failures;
		expect(JSON.stringify(error)).not.toContain(task.subscriptionKey);
		expect(JSON.stringify(error)).not.toContain(rodin.acceptedKey);
	});

	it('name the credential that is missing', async () => {
		const trigger = ofCloudCoin(['one']);
		trigger.configure({ credentials: {} });
		await expect(trigger.activate()).rejects.toThrow(
			'No credential for CloudCoin Desktop is chosen',
		);
	});
});

describe('the fault of a single task', () => {
	const isOne = ({ path }: { path: string }) => path.endsWith('/one');

	it('does not hide another’s completion, and is no reason to fail', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		cloudCoin.addTask({ id: 'two', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'three', plan: 'never' });
		cloudCoin.faults.add({ ...unavailable, when: isOne });
		const trigger = ofCloudCoin(['one', 'two', 'three']);
		await trigger.activate();
		expect(trigger.executions.map(statesIn)).toEqual([['two: succeeded']]);
		expect(await ticks(trigger, 5)).toEqual([]);
	});

	it('is told once in n8n’s log', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		cloudCoin.faults.add({ ...unavailable, when: isOne });
		const trigger = ofCloudCoin(['one', 'two']);
		await trigger.activate();
		await ticks(trigger, 3);
		expect(trigger.warnings).toEqual([
			expect.stringMatching(/^A watched task could not be looked at: .*cannot answer/),
		]);
	});

	it('leaves the task to be fired as soon as it answers', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'two', ageMs: 60_000 });
		cloudCoin.faults.add({ fault: { kind: 'garbage' }, when: isOne });
		const trigger = ofCloudCoin(['one', 'two']);
		await trigger.activate();
		await trigger.tick();
		expect(trigger.executions.map(statesIn)).toEqual([['two: succeeded'], ['one: succeeded']]);
	});
});

describe('a manual test', () => {
	it('shows the present state, finished or not, and changes nothing', async () => {
		cloudCoin.addTask({ id: 'one', ageMs: 60_000 });
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		const trigger = ofCloudCoin(['one', 'two', 'gone']);
		expect(statesIn(await trigger.test())).toEqual([
			'one: succeeded',
			'two: running',
			'gone: notFound',
		]);
		expect(trigger.stored).toBe('{}');
		await trigger.activate();
		expect(statesIn(await trigger.test())).toHaveLength(3);
		expect(trigger.executions.map(statesIn)).toEqual([['one: succeeded']]);
	});

	it('says what to fill in when nothing is watched', async () => {
		await expect(ofCloudCoin([]).test()).rejects.toMatchObject({
			message: 'No task is watched yet',
			description: expect.stringContaining('Add Task') as string,
		});
		const empty = ofCloudCoin([], { watch: 'json', tasksJson: '[]' });
		await expect(empty.test()).rejects.toMatchObject({
			message: 'No task is watched at the moment',
			description: expect.stringContaining('The JSON array is empty') as string,
		});
	});

	it('shows the tasks that answer beside those that do not', async () => {
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		cloudCoin.faults.add({ ...unavailable, when: ({ path }) => path.endsWith('/one') });
		const items = await ofCloudCoin(['one', 'two']).test();
		expect(items.map(({ json }) => json)).toMatchObject([
			{ taskId: 'two', state: 'running' },
			{
				provider: 'cloudCoin',
				failure: { code: null, message: expect.stringContaining('cannot answer') as string },
			},
		]);
	});

	it('fails with the provider’s fault when nothing could be looked at', async () => {
		cloudCoin.faults.add(unavailable);
		await expect(ofCloudCoin(['one']).test()).rejects.toThrow('cannot answer at the moment');
	});

	it('shows a task that answers behind many that do not', async () => {
		const ids = Array.from({ length: 60 }, (_, index) => `bad-${index}`);
		cloudCoin.addTask({ id: 'good', plan: 'never' });
		cloudCoin.faults.add({
			fault: { kind: 'status', status: 503 },
			when: ({ path }) => path.includes('/bad-'),
			times: Infinity,
		});
		const items = await ofCloudCoin([...ids, 'good']).test();
		expect(statesIn(items)).toContain('good: running');
	});
	it('says of a task that did not answer in time', async () => {
		cloudCoin.addTask({ id: 'one', plan: 'never' });
		cloudCoin.addTask({ id: 'two', plan: 'never' });
		cloudCoin.faults.add({
			fault: { kind: 'silence' },
			when: ({ path }) => path.endsWith('/two'),
			times: Infinity,
		});
		const items = await ofCloudCoin(['one', 'two'], {}, { budgetMs: 4_000 }).test();
		expect(items).toHaveLength(2);
	});
});
