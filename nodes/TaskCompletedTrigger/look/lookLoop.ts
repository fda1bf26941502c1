import type { Clock } from '../../task/clock';

/** How long and how often to look inside one poll; times in ms. */
export interface LoopOptions {
	/** When the poll has to be over. */
	readonly deadline: number;
	/** Between the beginnings of two looks; 0 looks once. */
	readonly intervalMs: number;
	/** The shortest time between the end of a look and the next one. */
	readonly pauseMs: number;
}

/** What a look means for those after it. */
export interface LoopStep {
	/** Whether the poll is to end now: there is news, or something to tell, or nothing to wait for. */
	readonly isEnd: boolean;
	/** How long the provider asks to be left alone. */
	readonly retryAfterMs: number;
}

/** What the loop needs from outside. */
export interface LoopTools {
	readonly clock: Clock;
	/** 0 ≤ n < 1. */
	readonly random: () => number;
	/** Fires when the poll is not wanted any more. */
	readonly signal: AbortSignal;
}

/** Many triggers tick at the same second: their looks drift apart by up to a tenth. */
const JITTER = 0.1;

/** Looks again and again until a look ends the poll or there is no time to begin another one. */
export async function lookRepeatedly(
	{ deadline, intervalMs, pauseMs }: LoopOptions,
	{ clock, random, signal }: LoopTools,
	look: (isFirst: boolean) => Promise<LoopStep>,
): Promise<void> {
	for (let isFirst = true; ; isFirst = false) {
		const startedAt = clock.now();
		const { isEnd, retryAfterMs } = await look(isFirst);
		if (isEnd || intervalMs === 0 || signal.aborted) return;
		const tookMs = clock.now() - startedAt;
		const due = intervalMs * (1 - JITTER * random()) - tookMs;
		const wait = Math.max(pauseMs, due, retryAfterMs);
		if (clock.now() + wait >= deadline) return;
		const slept = await clock.sleep(wait, signal).then(
			() => true,
			() => false,
		);
		if (!slept) return;
	}
}
