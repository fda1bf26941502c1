import { performance } from 'node:perf_hooks';

import { list, ms, times } from './format';

/** One way to do the work of a section. */
export interface Contestant {
	readonly name: string;
	/** Does the work once; the milliseconds that count. */
	readonly run: () => Promise<number>;
}

/** The milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * Lets all contestants run in every round, after a round that does not count, in turning order:
 * whatever else the machine does then falls on all of them.
 */
export async function compete(
	contestants: readonly Contestant[],
	rounds: number,
): Promise<Competition> {
	const results = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
	for (const { run } of contestants) await run();
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? contestants : [...contestants].reverse();
		for (const { name, run } of order) results.get(name)?.push(await run());
	}
	return new Competition(results);
}

/** The times of all contestants in all rounds. */
export class Competition {
	static readonly columns = ['median', 'each round (ms)', 'ratio', 'ratio of each round'];

	constructor(private readonly results: ReadonlyMap<string, readonly number[]>) {}

	median(name: string): number {
		return median(this.timesOf(name));
	}

	/** The median of the rounds' ratios: a disturbed round does not decide. */
	ratio(name: string, base: string): number {
		return median(this.ratios(name, base));
	}

	/** The cells of a contestant's row, under {@link Competition.columns}. */
	cells(name: string, base: string): string[] {
		return [
			ms(this.median(name)),
			list(this.timesOf(name), 0),
			times(this.ratio(name, base)),
			list(this.ratios(name, base), 2),
		];
	}

	private ratios(name: string, base: string): number[] {
		const bases = this.timesOf(base);
		return this.timesOf(name).map((value, round) => value / (bases[round] ?? Number.NaN));
	}

	private timesOf(name: string): readonly number[] {
		return this.results.get(name) ?? [];
	}
}
