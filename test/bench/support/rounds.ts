import { performance } from 'node:perf_hooks';

import { list, ms, times } from './format';

/** What one run took, in ms. */
export interface Sample {
	readonly ms: number;
	/** Of the process that did the work; less disturbed by other programs than the time. */
	readonly cpuMs?: number;
}

/** One way to do the work of a section. */
export interface Contestant {
	readonly name: string;
	/** Does the work once. */
	readonly run: () => Promise<Sample>;
}

const US_PER_MS = 1000;

/** What the work takes in this process. */
export async function timed(work: () => Promise<unknown>): Promise<Required<Sample>> {
	const startedAt = performance.now();
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return { ms: performance.now() - startedAt, cpuMs: (user + system) / US_PER_MS };
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Rounds that do not count: an n8n that has been running for a while is warm. */
const WARM_UP_ROUNDS = 3;

/**
 * Lets all contestants run in every round, after some that do not count, in turning order: whatever
 * else the machine does then falls on all of them.
 */
export async function compete(
	contestants: readonly Contestant[],
	rounds: number,
	warmUpRounds: number = WARM_UP_ROUNDS,
): Promise<Competition> {
	const results = new Map<string, Sample[]>(contestants.map(({ name }) => [name, []]));
	for (let round = -warmUpRounds; round < rounds; round++) {
		const order = round % 2 === 0 ? contestants : [...contestants].reverse();
		for (const { name, run } of order) {
			// Nobody pays for the garbage of another. A full collection would also undo compiling.
			globalThis.gc?.({ type: 'minor' });
			const sample = await run();
			if (round >= 0) results.get(name)?.push(sample);
		}
	}
	return new Competition(results);
}

/** What all contestants took in all rounds. */
export class Competition {
	static readonly columns = ['median', 'CPU', 'ratio', 'ratio of each round', 'ratio of CPU'];

	constructor(private readonly results: ReadonlyMap<string, readonly Sample[]>) {}

	/** The median of the rounds' ratios of time: a disturbed round does not decide. */
	ratio(name: string, base: string): number {
		return median(this.ratios(name, base));
	}

	/** The median of what a contestant took, in ms. */
	medianMs(name: string): number {
		return median(this.timesOf(name));
	}

	/** The cells of a contestant's row, under {@link Competition.columns}. */
	cells(name: string, base: string): string[] {
		const cpu = this.medianCpu(name);
		return [
			ms(this.medianMs(name)),
			cpu === null ? '–' : ms(cpu),
			times(this.ratio(name, base)),
			list(this.ratios(name, base), 2),
			cpu === null ? '–' : times(cpu / (this.medianCpu(base) ?? Number.NaN)),
		];
	}

	private ratios(name: string, base: string): number[] {
		const bases = this.timesOf(base);
		return this.timesOf(name).map((value, round) => value / (bases[round] ?? Number.NaN));
	}

	private timesOf(name: string): readonly number[] {
		return (this.results.get(name) ?? []).map((sample) => sample.ms);
	}

	private medianCpu(name: string): number | null {
		const used = (this.results.get(name) ?? []).flatMap(({ cpuMs }) => cpuMs ?? []);
		return used.length === 0 ? null : median(used);
	}
}
