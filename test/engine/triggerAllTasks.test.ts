import { startRocketRide, type RocketRideSimulator } from '../simulators/rocketRide';
import { ManualClock } from '../simulators/support/clock';
import { PolledTrigger } from './support/trigger';

// A baseline is a moment in real time: the server's tasks begin and end by the same clock.
let clock: ManualClock;
let simulator: RocketRideSimulator;

beforeEach(async () => {
	clock = new ManualClock(Date.now());
	simulator = await startRocketRide({ clock, eventIntervalMs: 0 });
});

afterEach(async () => {
	await simulator.close();
});

const watching = (more: object = {}) =>
	new PolledTrigger({
		parameters: { provider: 'rocketRide', watch: 'allTasks', checkInterval: 0, ...more },
		credentials: {
			rocketRideTaskApi: { baseUrl: simulator.baseUrl, apiKey: simulator.acceptedKey ?? '' },
		},
	});

const fired = (trigger: PolledTrigger) => trigger.executions.map((items) => items.length);

describe('watching every task of a RocketRide server', () => {
	it('does not fire what had ended before the activation', async () => {
		simulator.addTask({ runningMs: 0 });
		const trigger = watching();
		await trigger.activate();
		await trigger.tick();
		expect(fired(trigger)).toEqual([]);
	});

	it('fires what ends later, once, whoever started it', async () => {
		simulator.addTask({ runningMs: 0 });
		const trigger = watching();
		await trigger.activate();
		simulator.addTask({ source: 'later', runningMs: 30_000 });
		await trigger.tick();
		expect(fired(trigger)).toEqual([]);
		clock.advance(30_000);
		await trigger.tick();
		await trigger.tick();
		expect(fired(trigger)).toEqual([1]);
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({
			provider: 'rocketRide',
			state: 'succeeded',
			finished: true,
		});
	});

	it('lets no task whose end is in doubt hide the others, and does not call it failed', async () => {
		const trigger = watching({ options: { requestTimeout: 1 } });
		await trigger.activate();
		const behaviour = { ignoreFirstRequests: 1 };
		simulator.addTask({ source: 'doubtful', end: 'cleanExitBug', runningMs: 1_000, behaviour });
		simulator.addTask({ source: 'other', runningMs: 1_000 });
		clock.advance(1_000);
		await trigger.tick();
		await trigger.tick();
		const seen = trigger.executions.map((items) => items.map(({ json }) => [json.ref, json.state]));
		expect(seen).toEqual([
			[[expect.objectContaining({ source: 'other' }), 'succeeded']],
			[[expect.objectContaining({ source: 'doubtful' }), 'succeeded']],
		]);
		expect(trigger.failures).toEqual([]);
	});

	it.each([
		['a refusal of the moment is asked again', 'maximum recursion depth exceeded', ['succeeded']],
		['a refusal for good leaves the end in doubt', 'Access denied', ['failed']],
	])('%s', async (_name, tokenFault, states) => {
		const trigger = watching();
		await trigger.activate();
		simulator.addTask({ end: 'cleanExitBug', runningMs: 1_000 });
		clock.advance(1_000);
		simulator.behaviour.tokenFault = tokenFault;
		await trigger.tick();
		if (states[0] === 'succeeded') simulator.behaviour.tokenFault = '';
		await trigger.tick();
		expect(trigger.executions.flat().map(({ json }) => json.state)).toEqual(states);
	});

	it('keeps its baseline across a restart, and fires what ended meanwhile', async () => {
		simulator.addTask({ runningMs: 0 });
		const trigger = watching();
		await trigger.activate();
		expect(trigger.storedState()).toHaveProperty('baseline');
		simulator.addTask({ source: 'later', runningMs: 30_000 });
		clock.advance(30_000);
		await trigger.restart();
		await trigger.restart();
		expect(fired(trigger)).toEqual([1]);
	});

	it('takes what is there at the first answer for the baseline, whatever the clocks say', async () => {
		const trigger = watching();
		const apiKey = simulator.acceptedKey ?? '';
		const to = (baseUrl: string) => ({ credentials: { rocketRideTaskApi: { baseUrl, apiKey } } });
		trigger.configure(to('http://127.0.0.1:9'));
		await trigger.activate();
		clock.advance(180_000);
		simulator.addTask({ source: 'old', runningMs: 0 });
		trigger.configure(to(simulator.baseUrl));
		await trigger.restart();
		expect(fired(trigger)).toEqual([]);
		clock.advance(-400_000);
		simulator.addTask({ source: 'new', runningMs: 0 });
		await trigger.tick();
		expect(fired(trigger)).toEqual([1]);
	});

	it('takes a task whose end was in doubt at the first look for a part of the baseline', async () => {
		const behaviour = { ignoreFirstRequests: 1 };
		simulator.addTask({ source: 'doubtful', end: 'cleanExitBug', runningMs: 0, behaviour });
		simulator.addTask({ source: 'other', runningMs: 0 });
		const trigger = watching({ options: { requestTimeout: 1 } });
		await trigger.activate();
		await trigger.tick();
		expect(trigger.warnings).not.toEqual([]);
		expect(fired(trigger)).toEqual([]);
	});

	it('takes another server behind the same credential for another baseline', async () => {
		const trigger = watching();
		await trigger.activate();
		const other = await startRocketRide({ clock, eventIntervalMs: 0 });
		other.addTask({ source: 'there', runningMs: 0 });
		const apiKey = other.acceptedKey ?? '';
		trigger.configure({
			credentials: { rocketRideTaskApi: { baseUrl: other.baseUrl, apiKey } },
		});
		await trigger.activate('update');
		await trigger.tick();
		expect(fired(trigger)).toEqual([]);
		await other.close();
	});

	it('fires parallel runs of one pipeline, each of them once', async () => {
		const trigger = watching();
		await trigger.activate();
		for (let run = 0; run < 8; run++) {
			simulator.addTask({
				taskToken: `tk_${run}abcdefgh`,
				projectId: 'same',
				source: 'same',
				runningMs: 1_000,
			});
		}
		clock.advance(1_000);
		for (let tick = 0; tick < 3; tick++) await trigger.tick();
		expect(fired(trigger)).toEqual([8]);
	});

	it('fires once where the list names two tasks alike', async () => {
		const trigger = watching();
		await trigger.activate();
		// The server's rows have the beginning of the token only.
		simulator.addTask({ taskToken: 'tk_12345678-a', source: 'same', runningMs: 1_000 });
		clock.advance(5_000);
		simulator.addTask({ taskToken: 'tk_12345678-b', source: 'same', runningMs: 1_000 });
		clock.advance(5_000);
		for (let tick = 0; tick < 4; tick++) await trigger.tick();
		expect(fired(trigger)).toEqual([1]);
	});

	it('shows every task in a manual test', async () => {
		simulator.addTask({ source: 'a', runningMs: 0 });
		simulator.addTask({ source: 'b', runningMs: 60_000 });
		const trigger = watching();
		expect((await trigger.test()).map(({ json }) => json.state).sort()).toEqual([
			'running',
			'succeeded',
		]);
		expect(trigger.stored).toBe('{}');
	});
});

describe('a RocketRide token that is used again', () => {
	it('fires once for each run', async () => {
		const { taskToken } = simulator.addTask({ runningMs: 10_000 });
		const trigger = watching({
			watch: 'taskList',
			tasks: { task: [{ transport: 'http', taskToken }] },
		});
		await trigger.activate();
		clock.advance(10_000);
		await trigger.tick();
		simulator.rerun(taskToken, { runningMs: 10_000 });
		await trigger.tick();
		clock.advance(10_000);
		await trigger.tick();
		await trigger.tick();
		expect(fired(trigger)).toEqual([1, 1]);
	});
});
