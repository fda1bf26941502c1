import type { IPollFunctions } from 'n8n-workflow';

import { canceledError } from '../task/errors';
import type { TriggerMemory } from './state/memory';

/** The time a poll has for itself. */
export interface PollTurn {
	/** Fires when the time is up, or when the poll is superseded. */
	readonly signal: AbortSignal;
	/** Whether the workflow was activated anew meanwhile: then the result belongs to nobody. */
	isSuperseded(): boolean;
	end(): void;
}

/**
 * Takes the trigger's turn. Ticks come every minute, also while the one before is still looking:
 * then there is nothing to do, and the answer is null. A workflow that was activated anew has a new
 * context: the old one's poll is ended, since n8n would take its result with old static data.
 */
export function takeTurn(
	context: IPollFunctions,
	memory: TriggerMemory,
	budgetMs: number,
): PollTurn | null {
	if (memory.turn?.context === context) return null;
	memory.turn?.supersede();
	const controller = new AbortController();
	let superseded = false;
	const turn = {
		context,
		supersede: () => {
			superseded = true;
			controller.abort(canceledError());
		},
	};
	memory.turn = turn;
	const timer = setTimeout(() => controller.abort(canceledError()), budgetMs);
	return {
		signal: controller.signal,
		isSuperseded: () => superseded,
		end: () => {
			clearTimeout(timer);
			if (memory.turn === turn) memory.turn = null;
		},
	};
}
