import type { TaskAnswer, TaskProvider } from '../../providers/provider';
import type { TaskRef } from '../../task/task';
import type { Row } from '../../watchList/row';

/** A task to look at. */
export interface Watched {
	/** What tells it from others, see `taskKey`. */
	readonly key: string;
	readonly provider: TaskProvider;
	/** Null for every task of the provider's server. */
	readonly ref: TaskRef | null;
	/** The pending rows that name it; none outside of a watch list. */
	readonly rows: readonly Row[];
}

/** An entry or row whose task cannot be told. */
export interface Broken {
	readonly row: Row | null;
	readonly error: unknown;
}

/** What is to be watched. */
export interface Reading {
	readonly watched: ReadonlyMap<TaskProvider, readonly Watched[]>;
	readonly broken: readonly Broken[];
}

/** What a row is to say. */
export interface RowNews extends RowWords {
	readonly row: Row;
}

/** The same without the row, which may be read anew before it is written. */
export interface RowWords {
	/** What was found; null where nothing could be. */
	readonly answer: TaskAnswer | null;
	/** In place of what the task itself says; a message of null leaves none. */
	readonly state?: string;
	readonly message?: string | null;
	/** Whether the row is done with. */
	readonly isClosed: boolean;
	/** Whether the execution that waits for its end has been told, or never can be. */
	readonly isResumed?: boolean;
}

/** Where the watched tasks come from. It reads and writes back; what a finding means is not its own. */
export interface Source {
	/** @throws {TaskRequestError} when the tasks cannot be told */
	read(signal: AbortSignal): Promise<Reading>;
	/**
	 * Tells rows, and the executions that wait for them, what was found.
	 * @returns whether a row was written: often there is nothing to write, or no time
	 * @throws {TaskRequestError} when a row cannot be written
	 */
	writeBack?(news: readonly RowNews[], signal: AbortSignal): Promise<boolean>;
	/** Texts that must not show in what is said of the list. */
	readonly secrets: readonly string[];
}

/** The watched tasks by provider; two that are one task are one. */
export function byProvider(all: readonly Watched[]): ReadonlyMap<TaskProvider, readonly Watched[]> {
	const distinct = new Map<string, Watched>();
	for (const watched of all) {
		const same = distinct.get(watched.key);
		distinct.set(watched.key, same ? { ...same, rows: same.rows.concat(watched.rows) } : watched);
	}
	const groups = new Map<TaskProvider, Watched[]>();
	for (const watched of distinct.values()) {
		const group = groups.get(watched.provider);
		if (group === undefined) groups.set(watched.provider, [watched]);
		else group.push(watched);
	}
	return groups;
}
