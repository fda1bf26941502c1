import { TaskRequestError } from '../../../nodes/task/errors';
import { createLimiter } from '../../../nodes/task/limiter';
import type { TaskState } from '../../../nodes/task/states';
import { createTask } from '../../../nodes/task/task';
import type { Task } from '../../../nodes/task/task';
import { waitForTask } from '../../../nodes/task/wait/waitForTask';
import type { WaitOptions } from '../../../nodes/task/wait/waitForTask';
import { VirtualClock } from '../../support/virtualClock';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** A state with the time for which the provider asks to be left alone. */
interface Resting {
	readonly state: TaskState;
	readonly restMs: number;
}

/** What one look finds: a state, a fault, or a look that never ends. */
type Look = TaskState | Resting | TaskRequestError | 'hang';

const fault = (kind: TaskRequestError['kind'], retryAfterMs?: number) =>
	new TaskRequestError(kind, `the ${kind} fault`, {
		description: 'Do something.',
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	});

interface Waited {
	readonly end?: Awaited<ReturnType<typeof waitForTask<{ task: Task }>>>;
	readonly error?: TaskRequestError;
	/** Seconds since the begin, per look. */
	readonly lookedAt: readonly number[];
	readonly changes: readonly string[];
	readonly clock: VirtualClock;
	readonly seconds: number;
}

/** Waits for a task whose state the script tells for each look, or for each moment (seconds). */
async function waitFor(
	script: (look: number, seconds: number) => Look,
	options: Partial<WaitOptions> = {},
	stopAfter?: number,
): Promise<Waited> {
	const clock = new VirtualClock();
	const begin = clock.now();
	const seconds = () => (clock.now() - begin) / SECOND;
	const controller = new AbortController();
	const lookedAt: number[] = [];
	const changes: string[] = [];
	if (stopAfter !== undefined) {
		void clock
			.sleep(stopAfter * SECOND, new AbortController().signal)
			.then(() => controller.abort());
	}
	const wait = waitForTask<{ task: Task }>(
		{
			intervalMs: 5 * SECOND,
			minIntervalMs: SECOND,
			timeoutMs: 600 * SECOND,
			maxConsecutiveFailures: 5,
			...options,
		},
		{
			clock,
			random: () => 0.5,
			limiter: createLimiter(4),
			signal: controller.signal,
			onStateChange: (task, before) => changes.push(`${before?.state ?? 'new'}>${task.state}`),
			look: async () => {
				lookedAt.push(seconds());
				const found = script(lookedAt.length, seconds());
				if (found === 'hang') return await new Promise(() => undefined);
				if (found instanceof TaskRequestError) throw found;
				const { state, restMs } =
					typeof found === 'string' ? { state: found, restMs: null } : found;
				const task = taskIn(state, new Date(clock.now()));
				return await Promise.resolve(restMs === null ? { task } : { task, retryAfterMs: restMs });
			},
		},
	);
	const result = { lookedAt, changes, clock };
	try {
		const end = await clock.run(wait);
		return { ...result, end, seconds: seconds() };
	} catch (error) {
		return { ...result, error: error as TaskRequestError, seconds: seconds() };
	}
}

function taskIn(state: TaskState, checkedAt: Date): Task {
	return createTask({ provider: 'p', taskId: 'task-1', ref: {}, checkedAt }, { state });
}

describe('a wait ends', () => {
	it.each(['succeeded', 'failed', 'canceled', 'notFound', 'actionRequired'] as const)(
		'as soon as the task is %s',
		async (state) => {
			const { end, lookedAt } = await waitFor((look) => (look < 4 ? 'running' : state));
			expect(end?.answer?.task.state).toBe(state);
			expect(end).toMatchObject({ timedOut: false, looks: 4, waitedMs: 15 * SECOND });
			expect(lookedAt).toEqual([0, 5, 10, 15]);
		},
	);

	it('never on an unknown word, which is visible at the time limit', async () => {
		const { end, seconds } = await waitFor(() => 'unknown', { timeoutMs: 60 * SECOND });
		expect(end?.answer?.task.state).toBe('unknown');
		expect(end?.timedOut).toBe(true);
		expect(seconds).toBe(60);
	});

	it('with the last known state at the time limit, and looks once more at that moment', async () => {
		const { end, lookedAt } = await waitFor(() => 'running', { timeoutMs: 12 * SECOND });
		expect(end).toMatchObject({ timedOut: true, looks: 4 });
		expect(lookedAt).toEqual([0, 5, 10, 12]);
	});

	it('as done when the task ends between the last interval and the time limit', async () => {
		const script = (_look: number, at: number) => (at >= 11 ? 'succeeded' : 'running');
		const { end } = await waitFor(script, { timeoutMs: 12 * SECOND });
		expect(end).toMatchObject({ timedOut: false });
	});

	it('after a day of waiting', async () => {
		const script = (_look: number, at: number) => (at >= 86_000 ? 'succeeded' : 'running');
		const { end, seconds } = await waitFor(script, { timeoutMs: DAY });
		expect(end?.answer?.task.state).toBe('succeeded');
		expect(seconds).toBeGreaterThanOrEqual(86_000);
		expect(seconds).toBeLessThan(86_000 + 33);
	});
});

describe('the pace', () => {
	it('comes back to the interval after a look that did not miss', async () => {
		const { lookedAt } = await waitFor((look) =>
			look > 5 ? 'succeeded' : look === 4 ? 'running' : fault('unavailable'),
		);
		expect(lookedAt).toEqual([0, 5, 15, 35, 40, 45]);
	});

	it('slows down to 30 s for a task that stays unchanged, and comes back after a change', async () => {
		const script = (_look: number, at: number) => (at < 600 ? 'queued' : 'running');
		const { lookedAt } = await waitFor(script, { timeoutMs: 700 * SECOND });
		const gaps = lookedAt.slice(1).map((at, index) => at - (lookedAt[index] ?? 0));
		expect(gaps.slice(0, 12)).toEqual(Array(12).fill(5));
		expect(Math.max(...gaps)).toBe(30);
		const change = lookedAt.findIndex((at) => at >= 600);
		expect(gaps[change]).toBe(5);
	});

	it('keeps an interval above 30 s as it is', async () => {
		const { lookedAt } = await waitFor(() => 'running', {
			intervalMs: 60 * SECOND,
			timeoutMs: 1800 * SECOND,
		});
		expect(lookedAt).toEqual(Array.from({ length: 31 }, (_, look) => look * 60));
	});

	it("respects the provider's own shortest interval, also before the deadline", async () => {
		const { lookedAt } = await waitFor(() => 'running', {
			intervalMs: SECOND,
			minIntervalMs: 4 * SECOND,
			timeoutMs: 10 * SECOND,
		});
		expect(lookedAt).toEqual([0, 4, 10]);
	});

	it('obeys Retry-After beyond the interval', async () => {
		const { lookedAt } = await waitFor((look) =>
			look === 2 ? fault('rateLimited', 40 * SECOND) : look < 4 ? 'running' : 'succeeded',
		);
		expect(lookedAt).toEqual([0, 5, 45, 50]);
	});

	it('obeys what an answer asks for, for the next look only', async () => {
		const { lookedAt } = await waitFor((look) =>
			look === 2 ? { state: 'running', restMs: 40 * SECOND } : look < 4 ? 'running' : 'succeeded',
		);
		expect(lookedAt).toEqual([0, 5, 45, 50]);
	});

	it('looks once more at the time limit although Retry-After leads beyond it', async () => {
		const { end, lookedAt } = await waitFor(
			(look) =>
				look === 2 ? fault('rateLimited', 3600 * SECOND) : look === 1 ? 'running' : 'succeeded',
			{ timeoutMs: 60 * SECOND },
		);
		expect(lookedAt).toEqual([0, 5, 60]);
		expect(end?.answer?.task.state).toBe('succeeded');
		expect(end?.timedOut).toBe(false);
	});

	it('doubles the pause after each miss, up to a minute, until the time limit', async () => {
		const { lookedAt } = await waitFor(() => fault('unavailable'), {
			timeoutMs: 250 * SECOND,
			maxConsecutiveFailures: 10,
		});
		const gaps = lookedAt.slice(1).map((at, index) => at - (lookedAt[index] ?? 0));
		expect(gaps.slice(0, 7)).toEqual([5, 10, 20, 40, 60, 60, 55]);
	});

	it('never shortens an interval above a minute after a miss', async () => {
		const { lookedAt } = await waitFor(() => fault('unavailable'), {
			intervalMs: 100 * SECOND,
			timeoutMs: 1000 * SECOND,
			maxConsecutiveFailures: 4,
		});
		expect(lookedAt).toEqual([0, 100, 200, 300]);
	});
});

describe('faults', () => {
	it.each(['unavailable', 'timeout', 'rateLimited', 'protocol'] as const)(
		'of kind %s are missed looks that a good one wipes out',
		async (kind) => {
			const { end } = await waitFor((look) =>
				look === 20 ? 'succeeded' : look % 5 === 0 ? 'running' : fault(kind),
			);
			expect(end?.answer?.task.state).toBe('succeeded');
		},
	);

	it('end the wait after too many in a row, with the last fault and the last known state', async () => {
		const { error, lookedAt } = await waitFor((look) =>
			look === 1 ? 'running' : fault('unavailable'),
		);
		expect(lookedAt).toHaveLength(6);
		expect(error?.kind).toBe('unavailable');
		expect(error?.message).toBe('5 looks in a row failed: the unavailable fault');
		expect(error?.description).toContain('Last known state: running');
	});

	it.each(['credential', 'configuration', 'provider', 'input'] as const)(
		'of kind %s end the wait at the first look',
		async (kind) => {
			const { error, lookedAt } = await waitFor(() => fault(kind));
			expect(error).toMatchObject({ kind, message: `the ${kind} fault` });
			expect(lookedAt).toHaveLength(1);
		},
	);

	it.each(['credential', 'configuration', 'provider'] as const)(
		'of kind %s are misses after a look that succeeded',
		async (kind) => {
			const { end } = await waitFor((look) =>
				look === 1 ? 'running' : look < 6 ? fault(kind) : 'succeeded',
			);
			expect(end?.answer?.task.state).toBe('succeeded');
			const { error, lookedAt } = await waitFor((look) => (look === 1 ? 'running' : fault(kind)));
			expect(error).toMatchObject({ kind, message: `5 looks in a row failed: the ${kind} fault` });
			expect(lookedAt).toHaveLength(6);
		},
	);

	it('that are not in the shape of the API are misses from the first look on, whatever their kind', async () => {
		const page = new TaskRequestError('credential', 'refused by a proxy', {
			description: 'Do something.',
			transient: true,
		});
		const { end } = await waitFor((look) => (look < 5 ? page : 'succeeded'));
		expect(end?.answer?.task.state).toBe('succeeded');
	});

	it('are the error when no look succeeded within the time limit', async () => {
		const { error, seconds } = await waitFor(() => fault('unavailable'), {
			timeoutMs: 8 * SECOND,
		});
		expect(error?.message).toBe('the unavailable fault');
		expect(seconds).toBe(8);
	});

	it('of the program itself are never read as still running', async () => {
		const { error, lookedAt } = await waitFor(() => {
			throw new TypeError('a bug in a mapper');
		});
		expect(error).toBeInstanceOf(TypeError);
		expect(lookedAt).toHaveLength(1);
	});

	it('a look that hangs is cut off at the deadline', async () => {
		const { end, seconds } = await waitFor((look) => (look === 1 ? 'running' : 'hang'), {
			timeoutMs: 30 * SECOND,
		});
		expect(end).toMatchObject({ timedOut: true });
		expect(seconds).toBeLessThanOrEqual(35);
	});
});

describe('a wait that is stopped', () => {
	it.each([
		['while it sleeps', () => 'running' as Look, 7],
		['while a look is under way', () => 'hang' as Look, 7],
	])('%s ends at that moment and leaves no timer', async (_case, script, stopAfter) => {
		const { error, seconds, clock } = await waitFor(script, {}, stopAfter);
		expect(error?.kind).toBe('canceled');
		expect(seconds).toBe(stopAfter);
		expect(clock.sleeping).toBe(0);
	});
});

it('tells each change of state once', async () => {
	const states: Look[] = ['queued', 'queued', 'running', 'running', 'succeeded'];
	const { changes } = await waitFor((look) => states[look - 1] ?? 'succeeded');
	expect(changes).toEqual(['new>queued', 'queued>running', 'running>succeeded']);
});

it('says of a task that was seen and then forgotten what it was before', async () => {
	const { end } = await waitFor((look) => (look === 1 ? 'running' : 'notFound'));
	expect(end?.answer?.task.failure?.message).toMatch(
		/^The provider does not know this task\. It was running at 2026-01-01T00:00:00.000Z/,
	);
	expect(end?.answer?.task.failure?.message).toContain('has been forgotten');
});

describe('more tasks than turns', () => {
	/** Two waits with one turn at a time, whose first look takes so long. */
	async function waitForTwo(lookMs: number, timeoutMs: number) {
		const clock = new VirtualClock();
		const limiter = createLimiter(1);
		const signal = new AbortController().signal;
		const wait = async () =>
			await waitForTask(
				{ intervalMs: SECOND, minIntervalMs: SECOND, timeoutMs, maxConsecutiveFailures: 5 },
				{
					clock,
					random: () => 0.5,
					limiter,
					signal,
					onStateChange: () => undefined,
					look: async (cut) => {
						await clock.sleep(lookMs, cut);
						return { task: taskIn('running', new Date(clock.now())) };
					},
				},
			).catch((error: unknown) => error);
		return await clock.run(Promise.all([wait(), wait()]));
	}

	it('is a time limit that passed, not a failure, for an item whose turn did not come', async () => {
		const [first, second] = await waitForTwo(4 * SECOND, 2 * SECOND);
		expect(first).toMatchObject({ timedOut: true, answer: { task: { state: 'running' } } });
		expect(second).toMatchObject({ timedOut: true, answer: null, looks: 0 });
	});

	it('and a provider that does not answer are two things', async () => {
		const [silent, withoutTurn] = await waitForTwo(DAY, SECOND);
		expect(silent).toMatchObject({
			kind: 'timeout',
			message: 'The provider did not answer before the time limit',
		});
		expect(withoutTurn).toMatchObject({ answer: null, timedOut: true, looks: 0 });
	});
});
