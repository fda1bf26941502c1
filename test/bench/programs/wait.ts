import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

import { createLimiter } from '../../../nodes/task/limiter';
import { DEFAULT_MAX_CONCURRENCY } from '../../../nodes/task/limits';
import { createTask } from '../../../nodes/task/task';
import { waitForTask } from '../../../nodes/task/wait/waitForTask';
import { VirtualClock } from '../../support/virtualClock';
import { offer } from '../support/remote';
import { seededRandom } from '../support/random';

/** A thousand tasks whose ends are spread evenly over some simulated time, in ms. */
export interface WaitPlan {
	readonly tasks: number;
	readonly spreadMs: number;
	readonly intervalMs: number;
	/** How long a provider takes to answer. */
	readonly latencyMs: number;
}

/** What became of it; times in ms. */
export interface WaitFound {
	readonly looks: number;
	/** How long each task ran, from the beginning of the wait. */
	readonly durations: readonly number[];
	/** From the end of each task to the moment the wait knew. */
	readonly delays: readonly number[];
	readonly tookMs: number;
	readonly loopDelayP99Ms: number;
	readonly loopDelayMaxMs: number;
}

const NS_PER_MS = 1e6;

async function wait({ tasks, spreadMs, intervalMs, latencyMs }: WaitPlan): Promise<WaitFound> {
	const clock = new VirtualClock();
	const random = seededRandom(1);
	const limiter = createLimiter(DEFAULT_MAX_CONCURRENCY);
	const { signal } = new AbortController();
	setMaxListeners(0, signal);
	const startedAt = clock.now();
	const durations = Array.from({ length: tasks }, () => random() * spreadMs);
	let looks = 0;
	const waitForOne = async (durationMs: number, index: number) => {
		const endsAt = startedAt + durationMs;
		const look = async (stop: AbortSignal) => {
			looks++;
			const state = clock.now() < endsAt ? 'running' : 'succeeded';
			await clock.sleep(latencyMs, stop);
			const taskId = String(index);
			const identity = { provider: 'bench', taskId, ref: { taskId }, checkedAt: new Date() };
			return { task: createTask(identity, { state }) };
		};
		const options = { intervalMs, minIntervalMs: 1000, timeoutMs: 600_000 };
		const onStateChange = () => undefined;
		await waitForTask(
			{ ...options, maxConsecutiveFailures: 5 },
			{ clock, random, limiter, signal, look, onStateChange },
		);
		return clock.now() - endsAt;
	};
	const loop = monitorEventLoopDelay({ resolution: 1 });
	loop.enable();
	const began = performance.now();
	const delays = await clock.run(Promise.all(durations.map(waitForOne)));
	const tookMs = performance.now() - began;
	loop.disable();
	return {
		looks,
		durations,
		delays,
		tookMs,
		loopDelayP99Ms: loop.percentile(99) / NS_PER_MS,
		loopDelayMaxMs: loop.max / NS_PER_MS,
	};
}

/** Leaves nothing behind that would count as memory of the wait. */
async function settle(): Promise<void> {
	globalThis.gc?.();
	await setImmediate();
}

const methods = { wait, settle };
export type WaitMethods = typeof methods;

if (require.main === module) offer(methods);
