import type { TaskProvider } from '../../providers/provider';
import type { TaskRef } from '../../task/task';
import { taskKey } from '../state/identity';

/** A task to look at. */
export interface Watched {
	readonly provider: TaskProvider;
	readonly ref: TaskRef;
	/** What tells it from others: {@link taskKey}. */
	readonly key: string;
}

/** A task to look at, by its identifiers. */
export function watch(provider: TaskProvider, ref: TaskRef): Watched {
	return { provider, ref, key: taskKey(provider.name, ref) };
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
