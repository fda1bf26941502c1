import type { IPollFunctions } from 'n8n-workflow';

import { canceledError } from '../task/errors';
import { CLOSING_MS } from './limits';
import type { TriggerMemory } from './memory';
import type { Occasion } from './occasion';

/** The time in which a poll is the one at work. */
export interface PollTurn {
	/** Fires when its time to look is over, or when it is superseded. */
	readonly signal: AbortSignal;
	/** Fires a little later: what is not written by then is written at the next poll. */
	readonly closing: AbortSignal;
	/** Whether the workflow was activated anew meanwhile: what is found now belongs to that poll. */
	isSuperseded(): boolean;
	/** Ends the looking. */
	stop(): void;
	/** Lets the next one begin. */
	end(): void;
}

/**
 * Takes the trigger's turn; null while another poll is at work that does the same. A workflow that was
 * activated anew ends the poll of the old one, and one that is closing is waited for.
 */
export async function takeTurn(
	context: IPollFunctions,
	memory: TriggerMemory,
	{ lookMs, isScheduled }: Occasion,
): Promise<PollTurn | null> {
	for (let other = memory.turn; other !== null; other = memory.turn) {
		const isSame = other.context === context || isScheduled;
		if (isSame && !other.signal.aborted) return null;
		if (!isSame) other.supersede();
		await other.ended;
	}
	const looking = new AbortController();
	const closing = new AbortController();
	let closingTimer: NodeJS.Timeout | undefined;
	const stop = () => {
		looking.abort(canceledError());
		closingTimer ??= setTimeout(() => closing.abort(canceledError()), CLOSING_MS);
	};
	const timer = setTimeout(stop, lookMs);
	let superseded = false;
	let resolve: () => void = () => undefined;
	memory.turn = {
		context,
		signal: looking.signal,
		supersede: () => {
			superseded = true;
			stop();
		},
		ended: new Promise<void>((done) => {
			resolve = done;
		}),
	};
	return {
		signal: looking.signal,
		closing: closing.signal,
		isSuperseded: () => superseded,
		stop,
		end: () => {
			clearTimeout(timer);
			clearTimeout(closingTimer);
			memory.turn = null;
			resolve();
		},
	};
}
