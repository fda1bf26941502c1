import type { TaskState } from './states';

/**
 * The state of a task that consists of several jobs.
 * One failed job fails the task, and one that waits for a person lets it wait; success needs every
 * job. No jobs at all means that the task has not been split up yet (`[].every()` is true, which would
 * call it done).
 */
export function foldStates(states: readonly TaskState[]): TaskState {
	const has = (state: TaskState) => states.includes(state);
	if (has('failed')) return 'failed';
	if (has('canceled')) return 'canceled';
	if (has('notFound')) return 'notFound';
	if (has('actionRequired')) return 'actionRequired';
	if (has('unknown')) return 'unknown';
	if (states.length > 0 && states.every((state) => state === 'succeeded')) return 'succeeded';
	if (has('running') || has('succeeded')) return 'running';
	return 'queued';
}
