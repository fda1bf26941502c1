import { setMaxListeners } from 'node:events';

import type { IPollFunctions } from 'n8n-workflow';

import { canceledError } from '../task/errors';
import { CLOSING_MS } from './limits';
import type { Occasion } from './occasion';

/** The time in which a poll is the one at work. */
export interface Turn {
	readonly context: IPollFunctions;
	/** Fires when its time to look is over, or when it is superseded. */
	readonly signal: AbortSignal;
	/** Fires a little later: what is not written by then is written at the next poll. */
	readonly closing: AbortSignal;
	/** Whether the workflow was activated anew meanwhile: what is found now belongs to that poll. */
	isSuperseded: boolean;
	/** Ends the looking. */
	stop(): void;
	/** Lets the next one begin. */
	end(): void;
	readonly ended: Promise<void>;
}

/** Where the poll of a trigger that is at work is found. */
interface Turns {
	turn: Turn | null;
}

/**
 * Takes the trigger's turn; null while another poll is at work that does the same. A workflow that was
 * activated anew ends the poll of the old one, and one that is closing is waited for.
 */
export async function takeTurn(
	context: IPollFunctions,
	memory: Turns,
	{ lookMs, isScheduled }: Occasion,
): Promise<Turn | null> {
	for (let other = memory.turn; other !== null; other = memory.turn) {
		const isSame = other.context === context || isScheduled;
		if (isSame && !other.signal.aborted) return null;
		if (!isSame) other.isSuperseded = true;
		other.stop();
		await other.ended;
	}
	memory.turn = begin(context, memory, lookMs);
	return memory.turn;
}

function begin(context: IPollFunctions, memory: Turns, lookMs: number): Turn {
	const looking = new AbortController();
	const writing = new AbortController();
	for (const { signal } of [looking, writing]) setMaxListeners(0, signal);
	let closing: NodeJS.Timeout | undefined;
	const stop = () => {
		looking.abort(canceledError());
		closing ??= setTimeout(() => writing.abort(canceledError()), CLOSING_MS);
	};
	const timer = setTimeout(stop, lookMs);
	let resolve: () => void = () => undefined;
	return {
		context,
		signal: looking.signal,
		closing: writing.signal,
		isSuperseded: false,
		stop,
		end: () => {
			clearTimeout(timer);
			clearTimeout(closing);
			memory.turn = null;
			resolve();
		},
		ended: new Promise((done) => {
			resolve = done;
		}),
	};
}
