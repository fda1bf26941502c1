/** Something that must never happen, and did. */
export interface Violation {
	readonly round: number;
	/** The promise that was broken. */
	readonly promise: string;
	readonly what: string;
}

/** Where rounds report what is wrong. */
export class Violations {
	readonly found: Violation[] = [];

	add(round: number, promise: string, what: string): void {
		this.found.push({ round, promise, what });
	}

	/** A reporter for one round. */
	of(round: number): Report {
		return (promise, what) => this.add(round, promise, what);
	}
}

/** Reports a broken promise of the round at hand. */
export type Report = (promise: string, what: string) => void;
