import type { Task } from '../../task/task';
import { MAX_ENTRIES, MAX_ENTRIES_PER_TASK, MAX_TAIL_ENTRIES } from '../limits';
import { runHash, runOfEntry, SEEN_HASH, taskHash, taskOfEntry } from './identity';

/** What has been reported: the newest runs by task. The task that was noted last comes last. */
export type Reported = ReadonlyMap<string, readonly string[]>;

/** The collection in the form in which it is stored: one short text for each task, run and state. */
export function toEntries(reported: Reported): string[] {
	return [...reported].flatMap(([task, runs]) => runs.map((run) => task + run));
}

/** The collection out of its stored form. */
export function fromEntries(entries: readonly string[]): Reported {
	const reported = new Map<string, string[]>();
	for (const entry of entries) {
		const task = taskOfEntry(entry);
		const runs = reported.get(task);
		if (runs === undefined) reported.set(task, [runOfEntry(entry)]);
		else runs.push(runOfEntry(entry));
	}
	return reported;
}

/** Whether this state of this run is no news any more. */
export function isReported(reported: Reported, task: Task): boolean {
	const runs = reported.get(taskHash(task));
	if (runs === undefined) return false;
	// A task whose end is known and that the provider has forgotten since has not ended again.
	return task.state === 'notFound' || runs.includes(runHash(task));
}

/** Whether this state of this run has been fired, or another one before the task was forgotten. */
export function isFired(reported: Reported, task: Task): boolean {
	const runs = reported.get(taskHash(task)) ?? [];
	if (task.state === 'notFound') return runs.some((run) => run !== SEEN_HASH);
	return runs.includes(runHash(task));
}

/** The collection with these tasks' states added. */
export function withReported(reported: Reported, tasks: readonly Task[]): Reported {
	return withRuns(
		reported,
		tasks.map((task) => [taskHash(task), runHash(task)]),
	);
}

/**
 * The collection with a note for tasks that ended in a way that was not asked for: when the
 * provider forgets them later, that is no news either. The same collection if all were noted.
 */
export function withSeen(reported: Reported, tasks: readonly Task[]): Reported {
	const unknown = tasks.map(taskHash).filter((task) => !reported.has(task));
	if (unknown.length === 0) return reported;
	return withRuns(
		reported,
		unknown.map((task) => [task, SEEN_HASH]),
	);
}

function withRuns(reported: Reported, added: ReadonlyArray<[task: string, run: string]>): Reported {
	const next = new Map(reported);
	for (const [task, run] of added) {
		const runs = (next.get(task) ?? []).filter((other) => other !== run);
		next.delete(task);
		next.set(task, [...runs, run].slice(-MAX_ENTRIES_PER_TASK));
	}
	return next;
}

/**
 * The collection without the oldest entries of tasks that are not watched any more, as far as there
 * are too many.
 * @param watched the hashes of the tasks that were looked at now
 * @param watchedCount how many are watched, also those that were not looked at now
 */
export function pruned(
	reported: Reported,
	watched: ReadonlySet<string>,
	watchedCount: number,
): Reported {
	const count = (runs: readonly string[]) => runs.length;
	const limit = Math.min(MAX_ENTRIES, MAX_TAIL_ENTRIES + watchedCount);
	let excess = [...reported.values()].reduce((sum, runs) => sum + count(runs), 0) - limit;
	if (excess <= 0) return reported;
	const next = new Map(reported);
	const drop = (isDroppable: (task: string) => boolean) => {
		for (const [task, runs] of reported) {
			if (excess <= 0) return;
			if (!isDroppable(task) || !next.delete(task)) continue;
			excess -= count(runs);
		}
	};
	drop((task) => !watched.has(task));
	drop(() => true);
	return next;
}
