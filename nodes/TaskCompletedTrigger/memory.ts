import type { IPollFunctions } from 'n8n-workflow';

import type { Fault } from './faults';
import type { Marks } from './marks';
import type { RowWords } from './sources/source';
import type { Turn } from './turn';

/** What is known of a provider's server, or of the list, its entries and its rows. Times in ms since 1970. */
export interface Server {
	/** When it may be asked again, and when it was asked last. */
	notBefore: number;
	askedAt: number;
	/** Since when it has not answered. */
	failingSince: number | null;
	/** When a fault of it was told last. */
	toldAt: number | null;
	/** The task that is next, when a poll had no time for all. */
	next: string | null;
	/** The tasks that are being asked for or have their turn soon, and how many requests are under way. */
	readonly asking: Set<string>;
	underWay: number;
	/** Whether it answered in this poll. */
	hasAnswered: boolean;
	/** What somebody has to mend: nothing more is expected of it in this poll. */
	refusal: Fault | null;
}

/**
 * What a trigger knows as long as n8n runs. n8n stores static data only together with items, so what
 * must survive a poll without items is here too.
 */
export interface TriggerMemory {
	turn: Turn | null;
	readonly marks: Marks;
	readonly servers: Map<string, Server>;
	/** The last warning about single tasks, so that the log tells it once. */
	warning: string | null;
	/** Whether n8n has started anew, so that ends may have been seen of which nothing is known. */
	isBlind: boolean;
	/** Tasks outside of a watch list that were seen since n8n was started. */
	readonly seen: Set<string>;
	/** Until when a task is not to be asked for, as its provider's last answer says (ms since 1970). */
	readonly resting: Map<string, number>;
	/** What rows that are done with are to say, by their generation, as long as they are pending. */
	readonly closings: Map<string, RowWords>;
	/** The server whose tasks have a baseline, and those of it whose state is not known yet. */
	baseline: string | null;
	readonly doubtful: Set<string>;
}

const memories = new Map<string, TriggerMemory>();

/** The memory of the trigger that is polled. @param isBlind for a trigger that is new to it */
export function memoryOf(context: IPollFunctions, isBlind: boolean): TriggerMemory {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const memory = memories.get(key) ?? newMemory(isBlind);
	memories.set(key, memory);
	return memory;
}

/** A memory of nothing. */
export function newMemory(isBlind: boolean): TriggerMemory {
	return {
		turn: null,
		marks: new Map(),
		servers: new Map(),
		warning: null,
		isBlind,
		seen: new Set(),
		resting: new Map(),
		closings: new Map(),
		baseline: null,
		doubtful: new Set(),
	};
}

/** What is known of a server. @param name a provider's, or what is counted like one */
export function serverOf({ servers }: TriggerMemory, name: string): Server {
	const known = servers.get(name) ?? {
		notBefore: 0,
		askedAt: 0,
		failingSince: null,
		toldAt: null,
		next: null,
		asking: new Set(),
		underWay: 0,
		hasAnswered: false,
		refusal: null,
	};
	servers.set(name, known);
	return known;
}

/** Notes an answer. When a fault was told last is kept: it is told again after a while at the earliest. */
export function noteAnswer(server: Server): void {
	server.failingSince = null;
}
