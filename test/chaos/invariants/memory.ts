import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Growth that a warm process may still show: compiled code, caches of libraries. */
const TOLERATED_BYTES = 24 * 1024 * 1024;
/** The first samples belong to loading and warming up. */
const WARM_UP_SAMPLES = 2;
const FEWEST_SAMPLES = 6;

/** What was on the heap after a collection, and how much had been done by then. */
export interface MemorySample {
	readonly operations: number;
	readonly heapBytes: number;
}

/** Collects garbage as thoroughly as V8 does on demand, and says what is left. */
export function heapAfterCollection(): number {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}

/** How the heap grows, in bytes per operation (least squares); null for too few samples. */
export function growthPerOperation(samples: readonly MemorySample[]): number | null {
	const warm = samples.slice(WARM_UP_SAMPLES);
	if (warm.length < FEWEST_SAMPLES - WARM_UP_SAMPLES) return null;
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const middleX = mean(warm.map(({ operations }) => operations));
	const middleY = mean(warm.map(({ heapBytes }) => heapBytes));
	const sum = (term: (sample: MemorySample) => number) => warm.map(term).reduce((a, b) => a + b, 0);
	const spread = sum(({ operations }) => (operations - middleX) ** 2);
	const slope = sum(({ operations, heapBytes }) => (operations - middleX) * (heapBytes - middleY));
	return spread === 0 ? 0 : slope / spread;
}

/** Whether the growth over all samples is more than that of a process that warms up. */
export function keepsGrowing(samples: readonly MemorySample[]): boolean {
	const perOperation = growthPerOperation(samples);
	const [first, last] = [samples[WARM_UP_SAMPLES], samples.at(-1)];
	if (perOperation === null || first === undefined || last === undefined) return false;
	return perOperation * (last.operations - first.operations) > TOLERATED_BYTES;
}
