/** What decides how long to wait until the next look; times in ms. */
export interface PaceOptions {
	/** The author's interval. */
	readonly intervalMs: number;
	/** The provider's own shortest interval. */
	readonly minIntervalMs: number;
	/** 0 ≤ n < 1. */
	readonly random: () => number;
}

/** How many looks in a row must find a task unchanged before it is asked less often. */
const LOOKS_BEFORE_SLOWING = 12;
const SLOWING_FACTOR = 1.5;
/** A task that stays unchanged for long is looked at this often at least. */
const LONGEST_INTERVAL_MS = 30_000;
/** Each miss after the first doubles the pause, so that a few ride out a restart of minutes. */
const MISS_FACTOR = 2;
const LONGEST_MISS_PAUSE_MS = 60_000;
/** Many executions that began together drift apart by a tenth in either direction. */
const JITTER = 0.1;

/** The time between two looks at one task. */
export class Pace {
	private unchanged = 0;

	private misses = 0;

	constructor(private readonly options: PaceOptions) {}

	/** Notes what a look found. */
	note(changed: boolean): void {
		this.misses = 0;
		this.unchanged = changed ? 0 : this.unchanged + 1;
	}

	/**
	 * Notes a look that missed.
	 * @returns how many have missed in a row
	 */
	noteMiss(): number {
		return ++this.misses;
	}

	/**
	 * The time until the next look.
	 * @param remainingMs time left until the deadline, at which the last look happens
	 * @param retryAfterMs what the provider asked for, obeyed until the deadline
	 */
	next(remainingMs: number, retryAfterMs = 0): number {
		const { minIntervalMs, random } = this.options;
		const pause = this.misses === 0 ? this.pauseWhileUnchanged() : this.pauseAfterMisses();
		const jittered = pause * (1 - JITTER + 2 * JITTER * random());
		const wait = Math.max(minIntervalMs, jittered, retryAfterMs);
		// A look shortly before the deadline would be followed too soon by the last one.
		return remainingMs - wait < minIntervalMs ? remainingMs : wait;
	}

	private pauseWhileUnchanged(): number {
		const steps = Math.max(0, this.unchanged - LOOKS_BEFORE_SLOWING);
		return this.grown(SLOWING_FACTOR ** steps, LONGEST_INTERVAL_MS);
	}

	private pauseAfterMisses(): number {
		return this.grown(MISS_FACTOR ** (this.misses - 1), LONGEST_MISS_PAUSE_MS);
	}

	/** The author's interval is never shortened. */
	private grown(factor: number, longestMs: number): number {
		const { intervalMs } = this.options;
		return Math.min(Math.max(longestMs, intervalMs), intervalMs * factor);
	}
}
