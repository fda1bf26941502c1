import type { Task } from '../task/task';
import type { TaskState } from '../task/states';
import type { Sight, Sighting } from './look/sight';
import { taskHash } from './state/identity';
import { isReported, pruned, withReported, withSeen } from './state/reported';
import type { TriggerState } from './state/staticData';

/** Whether a task has come to a state that is to be fired and has not been. */
export function isNews(state: TriggerState, states: ReadonlySet<TaskState>, task: Task): boolean {
	return states.has(task.state) && !isReported(state.reported, task);
}

/** The news of a look; a task that was seen twice is one. */
export function newsOf(
	state: TriggerState,
	states: ReadonlySet<TaskState>,
	{ sightings }: Sight,
): readonly Sighting[] {
	const news = sightings.filter(({ answer }) => isNews(state, states, answer.task));
	return [...new Map(news.map((one) => [taskHash(one.answer.task), one])).values()];
}

/** The state after a look whose news will be fired. The same object when nothing has changed. */
export function stateAfter(
	state: TriggerState,
	states: ReadonlySet<TaskState>,
	sight: Sight,
	news: readonly Sighting[],
): TriggerState {
	const tasks = sight.sightings.map(({ answer }) => answer.task);
	const fired = news.map(({ answer }) => answer.task);
	const unasked = tasks.filter((task) => task.finished && !states.has(task.state));
	const reported = withSeen(
		fired.length === 0 ? state.reported : withReported(state.reported, fired),
		unasked,
	);
	if (reported === state.reported) return state;
	const watched = new Set(tasks.map(taskHash));
	return { ...state, reported: pruned(reported, watched, sight.watched) };
}

/**
 * The state when every task of a server is watched for the first time: what had ended before is
 * among the reported. What ended after the watch began stays news, also when the server could not
 * be asked at that moment.
 */
export function withBaseline(state: TriggerState, sight: Sight, since: string): TriggerState {
	const before = sight.sightings
		.map(({ answer }) => answer.task)
		.filter((task) => task.finished || task.state === 'actionRequired')
		.filter(({ finishedAt }) => finishedAt === null || finishedAt <= since);
	const reported = withReported(state.reported, before);
	return { ...state, reported, since, hasBaseline: true };
}
