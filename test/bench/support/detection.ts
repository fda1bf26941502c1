import { median } from './rounds';

/** The ends that one trigger watched. */
export type Watch = readonly End[];

/** The end of a task; times in ms since the epoch. */
export interface End {
	readonly endedAt: number;
	/** When the execution that has it was started; undefined when none has. */
	readonly firedAt: number | undefined;
}

/** What is known of all ends; times in ms. */
export interface Delays {
	readonly all: readonly number[];
	readonly lost: number;
}

/** The delays of several triggers together. */
export function delaysOf(watches: readonly Watch[]): Delays {
	const ends = watches.flat();
	const all = ends.flatMap(({ endedAt, firedAt }) =>
		firedAt === undefined ? [] : [firedAt - endedAt],
	);
	return { all, lost: ends.length - all.length };
}

/** The mean of at least one value. */
export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median, the mean and the longest. */
export function summary(values: readonly number[]): readonly [number, number, number] {
	return [median(values), mean(values), Math.max(...values)];
}
