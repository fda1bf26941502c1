/** The time a simulator lives by: simulated tasks derive their state from it and use no timers. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that only moves when told, so that a ten-minute task is over in a microsecond. */
export class ManualClock implements Clock {
	private time: number;

	constructor(start: number = Date.UTC(2026, 0, 1)) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	advance(ms: number): void {
		this.time += ms;
	}

	set(ms: number): void {
		this.time = ms;
	}
}
