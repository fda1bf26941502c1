/** What was done, and how it went, by name. */
export class Tally {
	/** Operations by name: one per item, look of a trigger, or stop. */
	readonly operations = new Map<string, number>();

	/** What the operations gave: states, errors. */
	readonly outcomes = new Map<string, number>();

	/** The longest time from a stop to the end of its execution, in ms. */
	longestStopMs = 0;

	get total(): number {
		return [...this.operations.values()].reduce((sum, count) => sum + count, 0);
	}

	did(name: string, count = 1): void {
		this.operations.set(name, (this.operations.get(name) ?? 0) + count);
	}

	got(name: string): void {
		this.outcomes.set(name, (this.outcomes.get(name) ?? 0) + 1);
	}
}
