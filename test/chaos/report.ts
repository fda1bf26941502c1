import type { ChaosFound, ChaosOptions } from './driver';
import { growthPerOperation } from './invariants/memory';
import type { Violation } from './invariants/violations';

const MEGABYTE = 1e6;

/** The counts as JSON, for tests. */
export interface ChaosSummary {
	readonly seed: number;
	readonly rounds: number;
	readonly operations: number;
	readonly faults: number;
	readonly violations: number;
}

export function summaryOf(seed: number, found: ChaosFound): ChaosSummary {
	return {
		seed,
		rounds: found.rounds,
		operations: found.tally.total,
		faults: sum(found.faults),
		violations: found.violations.found.length,
	};
}

/** One line while it goes on. */
export function progressLine(seed: number, found: ChaosFound): string {
	const { rounds, operations, faults, violations } = summaryOf(seed, found);
	const heap = Math.round((found.memory.at(-1)?.heapBytes ?? 0) / MEGABYTE);
	const last = found.violations.found.at(-1);
	const wrong = last === undefined ? '' : ` (the last: ${last.promise}, round ${last.round})`;
	return `round ${rounds}: ${operations} operations, ${faults} faults, ${violations} violations${wrong}, ${heap} MB`;
}

/** Everything that was counted, for people. */
export function reportOf({ seed, faultProbability }: ChaosOptions, found: ChaosFound): string {
	const { tally, violations, memory, exchanges, logLines } = found;
	const growth = growthPerOperation(memory);
	const summary = summaryOf(seed, found);
	const kinds = new Map<string, number>();
	for (const [name, count] of found.faults) {
		const [, kind = name] = name.split(' ');
		kinds.set(kind, (kinds.get(kind) ?? 0) + count);
	}
	return [
		section('Operations', tally.operations),
		section('What they gave', tally.outcomes),
		section('Faults by place and kind', found.faults),
		section('Faults by kind', kinds),
		`Exchanges and frames: ${exchanges}. Log lines searched: ${logLines}. Longest Stop: ${tally.longestStopMs} ms.`,
		`Heap after each epoch, MB: ${memory.map(({ heapBytes }) => (heapBytes / MEGABYTE).toFixed(1)).join(' ')}`,
		`Heap growth: ${growth === null ? 'too few epochs to say' : `${growth.toFixed(0)} bytes per operation`}.`,
		...violations.found.map((violation) => violationText(violation, seed, faultProbability)),
		`Seed ${seed}: ${summary.operations} operations in ${summary.rounds} rounds, ${summary.faults} faults, ${summary.violations} violations.`,
	].join('\n');
}

/** What is wrong, and how to see it again. */
function violationText(
	{ round, promise, what }: Violation,
	seed: number,
	faultProbability: number,
): string {
	const replay = `npm run chaos -- --seed ${seed} --round ${round} --faults ${faultProbability}`;
	return `VIOLATION of "${promise}" in round ${round}: ${what}\n  replay: ${replay}`;
}

function section(title: string, counts: ReadonlyMap<string, number>): string {
	const lines = [...counts]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`);
	return [`${title}: ${sum(counts)}`, ...lines, ''].join('\n');
}

function sum(counts: ReadonlyMap<string, number>): number {
	return [...counts.values()].reduce((total, count) => total + count, 0);
}
