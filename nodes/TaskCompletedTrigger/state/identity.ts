import { createHash } from 'node:crypto';

import type { Task, TaskRef } from '../../task/task';

/** 60 bits: a clash among 40,000 tasks has a chance of less than one in a billion. */
const TASK_HASH_LENGTH = 10;
/** 48 bits; compared within one task only. */
const RUN_HASH_LENGTH = 8;

/** How long an entry is: the hash of its task, then that of its run and state. */
export const ENTRY_LENGTH = TASK_HASH_LENGTH + RUN_HASH_LENGTH;

/** A short hash of texts. Identifiers of tasks can be secrets, so only this is ever kept. */
export function shortHash(texts: readonly string[], length: number): string {
	return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, length);
}

/** What tells tasks apart: the same for the same identifiers, in whatever order they were given. */
export function taskKey(provider: string, ref: TaskRef): string {
	const identifiers = Object.entries(ref).sort(([one], [other]) => (one < other ? -1 : 1));
	return JSON.stringify([provider, identifiers]);
}

/** The hash of a task, whatever state and run it is in. */
export function taskHash({ provider, ref }: Pick<Task, 'provider' | 'ref'>): string {
	return shortHash([taskKey(provider, ref)], TASK_HASH_LENGTH);
}

/** The hash of a state in a run. Where identifiers are reused, runs differ in their start. */
export function runHash({ state, startedAt }: Pick<Task, 'state' | 'startedAt'>): string {
	return shortHash([state, startedAt ?? ''], RUN_HASH_LENGTH);
}

/** Stands for a run whose end was seen but not asked for. */
export const SEEN_HASH = shortHash(['seen'], RUN_HASH_LENGTH);

/** The task's part of an entry. */
export function taskOfEntry(entry: string): string {
	return entry.slice(0, TASK_HASH_LENGTH);
}

/** The run's part of an entry. */
export function runOfEntry(entry: string): string {
	return entry.slice(TASK_HASH_LENGTH);
}
