import type { TaskProvider } from '../../providers/provider';
import type { TaskRef } from '../../task/task';

/** A task to look at. */
export interface Watched {
	readonly provider: TaskProvider;
	readonly ref: TaskRef;
	/** The same for the same identifiers, in whatever order they were given. */
	readonly key: string;
}

/** A task to look at, by its identifiers. */
export function watch(provider: TaskProvider, ref: TaskRef): Watched {
	const identifiers = Object.entries(ref).sort(([one], [other]) => one.localeCompare(other));
	return { provider, ref, key: JSON.stringify([provider.name, identifiers]) };
}

/** The tasks without repetitions. */
export function distinct(tasks: readonly Watched[]): readonly Watched[] {
	return [...new Map(tasks.map((task) => [task.key, task])).values()];
}

/** The tasks beginning with the one that is next, so that each has its turn; then the others. */
export function rotated(tasks: readonly Watched[], nextKey: string | null): readonly Watched[] {
	const start = nextKey === null ? 0 : tasks.findIndex(({ key }) => key === nextKey);
	return start <= 0 ? tasks : [...tasks.slice(start), ...tasks.slice(0, start)];
}
