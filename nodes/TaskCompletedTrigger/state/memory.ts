import type { IPollFunctions } from 'n8n-workflow';

import { NO_FAULTS } from './faults';
import type { FaultStreak } from './faults';

/** The poll of a trigger that is under way. */
export interface Turn {
	/** The context n8n made when it activated the workflow; it serves all its ticks. */
	readonly context: IPollFunctions;
	/** Ends the poll: its result is not wanted any more. */
	readonly supersede: () => void;
}

/**
 * What a trigger knows as long as n8n runs. n8n stores static data only together with items, so
 * anything that must survive a poll without items and need not survive a restart is here.
 */
export interface TriggerMemory {
	turn: Turn | null;
	faults: FaultStreak;
	/** Where the next look begins when the last one did not get through all tasks. */
	nextKey: string | null;
	/** The last warning about single tasks, so that the log tells it once. */
	warning: string | null;
	/** Since when a configuration is watched, by its fingerprint. */
	readonly since: Map<string, string>;
}

const memories = new Map<string, TriggerMemory>();

/** The memory of the trigger that is polled. */
export function memoryOf(context: IPollFunctions): TriggerMemory {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	let memory = memories.get(key);
	if (memory === undefined) {
		memory = { turn: null, faults: NO_FAULTS, nextKey: null, warning: null, since: new Map() };
		memories.set(key, memory);
	}
	return memory;
}
