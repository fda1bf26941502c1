import { Dice } from '../support/dice';

/** A fault that strikes, with the dice for its details. */
export interface Draw<Kind extends string> {
	readonly kind: Kind;
	readonly dice: Dice;
}

/**
 * Decides which exchange is hit by what. The decision depends on the seed, on what the exchange is
 * about and on how often that came before, but not on the order in which different exchanges happen
 * to come: so a round replays, whatever else went on beside it.
 */
export class FaultPlan {
	/** How often each kind has struck. */
	readonly counts = new Map<string, number>();

	/** How many exchanges were looked at. */
	exchanges = 0;

	private readonly times = new Map<string, number>();

	constructor(
		private readonly seed: number,
		/** Of one HTTP exchange. */
		readonly probability: number,
	) {}

	/** How many faults have struck. */
	get injected(): number {
		return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
	}

	/**
	 * @param about what tells the exchange from others
	 * @param share of the probability, where an exchange has many steps
	 */
	draw<Kind extends string>(
		channel: string,
		about: string,
		kinds: readonly Kind[],
		share = 1,
	): Draw<Kind> | null {
		this.exchanges++;
		const key = `${channel} ${about}`;
		const time = this.times.get(key) ?? 0;
		this.times.set(key, time + 1);
		const dice = Dice.of(this.seed, key, time);
		if (!dice.chance(this.probability * share)) return null;
		const kind = dice.pick(kinds);
		const name = `${channel} ${kind}`;
		this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
		return { kind, dice };
	}
}
