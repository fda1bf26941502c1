import type { Clock } from '../../nodes/task/clock';
import { canceledError } from '../../nodes/task/errors';

interface Sleeper {
	readonly at: number;
	readonly order: number;
	readonly wake: () => void;
}

/** A clock that jumps to whatever is due next as soon as nothing else is left to do. */
export class VirtualClock implements Clock {
	private time: number;

	private order = 0;

	private readonly sleepers = new Set<Sleeper>();

	constructor(start = Date.UTC(2026, 0, 1)) {
		this.time = start;
	}

	/** How many sleeps have neither ended nor been canceled. */
	get sleeping(): number {
		return this.sleepers.size;
	}

	now(): number {
		return this.time;
	}

	async sleep(ms: number, signal: AbortSignal): Promise<void> {
		if (signal.aborted) throw canceledError();
		await new Promise<void>((resolve, reject) => {
			const sleeper: Sleeper = {
				at: this.time + Math.max(0, ms),
				order: this.order++,
				wake: () => {
					signal.removeEventListener('abort', onAbort);
					resolve();
				},
			};
			const onAbort = () => {
				this.sleepers.delete(sleeper);
				reject(canceledError());
			};
			signal.addEventListener('abort', onAbort, { once: true });
			this.sleepers.add(sleeper);
		});
	}

	/** Runs work to its end, jumping from sleep to sleep. */
	async run<Result>(work: Promise<Result>): Promise<Result> {
		let ended = false;
		const settled = work.finally(() => {
			ended = true;
		});
		settled.catch(() => undefined);
		while (!ended) {
			await new Promise((resolve) => setImmediate(resolve));
			if (!ended) this.wakeNext();
		}
		return await settled;
	}

	private wakeNext(): void {
		let next: Sleeper | undefined;
		for (const sleeper of this.sleepers) {
			if (next === undefined || sleeper.at < next.at) next = sleeper;
		}
		if (next === undefined) return;
		this.time = Math.max(this.time, next.at);
		for (const sleeper of [...this.sleepers]) {
			if (sleeper.at <= this.time) {
				this.sleepers.delete(sleeper);
				sleeper.wake();
			}
		}
	}
}
