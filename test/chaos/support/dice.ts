import { seededRandom } from '../../bench/support/random';

/** What a throw can depend on. */
export type DicePart = string | number;

/** Every random choice of the chaos suite. The same parts give the same throws in every run. */
export class Dice {
	private constructor(private readonly random: () => number) {}

	/** Dice for one thing, such as a round or the third request about a task. */
	static of(...parts: readonly DicePart[]): Dice {
		return new Dice(seededRandom(hashOf(JSON.stringify(parts))));
	}

	/** 0 ≤ n < 1. */
	next(): number {
		return this.random();
	}

	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number {
		return low + Math.floor(this.random() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.random() < probability;
	}

	/** One of the entries; one that stands there twice is twice as likely. */
	pick<Entry>(entries: readonly Entry[]): Entry {
		const entry = entries[this.int(0, entries.length - 1)];
		if (entry === undefined) throw new Error('There is nothing to pick from');
		return entry;
	}
}

/** FNV-1a with 32 bits: only has to spread, not to protect. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}
