import { lookRepeatedly } from '../../../nodes/TaskCompletedTrigger/look/lookLoop';
import type { LoopStep } from '../../../nodes/TaskCompletedTrigger/look/lookLoop';

const GO_ON: LoopStep = { isEnd: false, retryAfterMs: 0 };

interface Plan {
	budgetMs?: number;
	intervalMs?: number;
	lookMs?: number;
	steps?: readonly LoopStep[];
	random?: number;
	abortAtMs?: number;
}

/** Runs the loop with a clock that jumps, and gives the times at which it looked. */
async function looks(plan: Plan): Promise<number[]> {
	const { budgetMs = 43_000, intervalMs = 5_000, lookMs = 100, steps = [], random = 0 } = plan;
	const controller = new AbortController();
	let now = 0;
	const at: number[] = [];
	const clock = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
			if (plan.abortAtMs !== undefined && now >= plan.abortAtMs) {
				controller.abort();
				await Promise.reject(new Error('stopped'));
			}
		},
	};
	await lookRepeatedly(
		{ deadline: budgetMs, intervalMs, pauseMs: 1_000 },
		{ clock, random: () => random, signal: controller.signal },
		async () => {
			at.push(now);
			now += lookMs;
			return await Promise.resolve(steps[at.length - 1] ?? GO_ON);
		},
	);
	return at;
}

describe('looks inside a poll', () => {
	it('begin at the interval until the budget is used', async () => {
		expect(await looks({ budgetMs: 22_000 })).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
	});

	it('end with the first that is the end', async () => {
		expect(await looks({ steps: [GO_ON, { isEnd: true, retryAfterMs: 0 }] })).toEqual([0, 5_000]);
	});

	it('are one with the interval 0', async () => {
		expect(await looks({ intervalMs: 0 })).toEqual([0]);
	});

	it('pause at least a second when a look takes longer than the interval', async () => {
		expect(await looks({ budgetMs: 20_000, lookMs: 8_000 })).toEqual([0, 9_000, 18_000]);
	});

	it('wait as long as the provider asks', async () => {
		const steps = [{ isEnd: false, retryAfterMs: 30_000 }];
		expect(await looks({ steps })).toEqual([0, 30_100, 35_100, 40_100]);
	});

	it('end when the provider asks for more than there is time', async () => {
		expect(await looks({ steps: [{ isEnd: false, retryAfterMs: 60_000 }] })).toEqual([0]);
	});

	it('drift apart by up to a tenth', async () => {
		expect(await looks({ budgetMs: 10_000, random: 1 })).toEqual([0, 4_500, 9_000]);
	});

	it('end as soon as they are not wanted any more', async () => {
		expect(await looks({ abortAtMs: 5_000 })).toEqual([0]);
	});
});
