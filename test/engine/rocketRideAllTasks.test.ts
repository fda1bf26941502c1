import { startRocketRide, type RocketRideSimulator } from '../simulators/rocketRide';
import type { NewTask, PlannedEnd } from '../simulators/rocketRide';
import { ManualClock } from '../simulators/support';
import { PolledTrigger } from './support/trigger';

const POLL_MS = 55_000;

// A baseline is a moment in real time: the server's tasks begin and end by the same clock.
let clock: ManualClock;
let simulator: RocketRideSimulator;

beforeEach(async () => {
	clock = new ManualClock(Date.now());
	simulator = await startRocketRide({ clock, eventIntervalMs: 0 });
});

afterEach(async () => await simulator.close());

const watching = () =>
	new PolledTrigger({
		parameters: { provider: 'rocketRide', watch: 'allTasks', checkInterval: 0 },
		credentials: {
			rocketRideTaskApi: { baseUrl: simulator.baseUrl, apiKey: simulator.acceptedKey ?? '' },
		},
	});

/** The states that fired, by row. */
function firedBy(trigger: PolledTrigger): Array<[unknown, unknown]> {
	return trigger.executions
		.flat()
		.map(({ json }) => [(json.ref as { id?: unknown }).id, json.state]);
}

/** Starts a task of each user with one and the same project and source, and says their rows' ids. */
function startForUsers(plans: readonly Partial<NewTask>[]): readonly string[] {
	return plans.map((plan, index) => {
		const { taskToken, source } = simulator.addTask({
			projectId: 'shared',
			user: `user-${index}`,
			runningMs: 1_000,
			...plan,
		});
		return `${taskToken.slice(3, 11)}.${source}`;
	});
}

it('users who run the same pipeline hide nothing from each other: 8 ends fire 8 times', async () => {
	const trigger = watching();
	await trigger.activate();
	const ends: readonly PlannedEnd[] = ['complete', 'fail', 'stopped', 'itemErrors'];
	const ids = startForUsers([...ends, ...ends].map((end) => ({ end })));
	clock.advance(1_000);
	for (let tick = 0; tick < 3; tick++) await trigger.tick();
	const states = ['succeeded', 'failed', 'canceled', 'succeeded'];
	const expected = ids.map((id, index) => [id, states[index % states.length]]);
	expect(firedBy(trigger).sort()).toEqual(expected.sort());
	expect(trigger.failures).toEqual([]);
});

it('rows that stay listed fire once, in however many polls, and none is missed', async () => {
	const trigger = watching();
	await trigger.activate();
	const ids = startForUsers(
		Array.from({ length: 6 }, (_, index) => ({ runningMs: index * POLL_MS + 1_000 })),
	);
	for (let poll = 0; poll < 8; poll++) {
		clock.advance(POLL_MS);
		await trigger.tick();
	}
	expect(firedBy(trigger).map(([id]) => id)).toEqual(ids);
});
