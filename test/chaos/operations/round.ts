import type { Report } from '../invariants/violations';
import type { Dice } from '../support/dice';
import type { Tally } from '../support/tally';
import type { Channel, ChaosTask } from '../world/channel';

/** Seconds a request may take: short, since many never get an answer. */
export const REQUEST_TIMEOUT_SECONDS = 2;

/** One thing that is done in the chaos. */
export interface Round {
	/** Its number; with the seed it says everything about it. */
	readonly number: number;
	readonly dice: Dice;
	readonly channel: Channel;
	readonly report: Report;
	readonly tally: Tally;
}

/** Starts some tasks for a round. */
export function startTasks({ number, dice, channel }: Round, count: number): readonly ChaosTask[] {
	return Array.from({ length: count }, (_, index) => channel.start(dice, `r${number}.${index}`));
}
