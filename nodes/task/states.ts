/** The states a task can be in, whoever runs it, in the order of a task's life. */
export const TASK_STATES = [
	'queued',
	'running',
	'actionRequired',
	'succeeded',
	'failed',
	'canceled',
	'notFound',
	'unknown',
] as const;

/** One of {@link TASK_STATES}. */
export type TaskState = (typeof TASK_STATES)[number];

/** What a workflow branches on. */
export type TaskOutcome = 'done' | 'inProgress' | 'failed' | 'actionRequired';

const OUTCOME_OF_STATE: Readonly<Record<TaskState, TaskOutcome>> = {
	queued: 'inProgress',
	running: 'inProgress',
	unknown: 'inProgress',
	actionRequired: 'actionRequired',
	succeeded: 'done',
	failed: 'failed',
	canceled: 'failed',
	notFound: 'failed',
};

/** The outcome of a state. `unknown` is in progress: never a success, never a failure. */
export function outcomeOf(state: TaskState): TaskOutcome {
	return OUTCOME_OF_STATE[state];
}

/** Whether a state is final. A task that waits for a person (`actionRequired`) is not finished. */
export function isFinished(state: TaskState): boolean {
	const outcome = outcomeOf(state);
	return outcome === 'done' || outcome === 'failed';
}

/** Whether waiting longer is pointless: the task is final, or waits for a person. */
export function endsWait(state: TaskState): boolean {
	return outcomeOf(state) !== 'inProgress';
}

/**
 * The provider's word for a state, looked up without regard to case and surrounding blanks.
 * @param words the provider's documented words in lower case
 * @returns `unknown` for a word nobody documented
 */
export function stateOfWord(words: ReadonlyMap<string, TaskState>, word: string): TaskState {
	return words.get(word.trim().toLowerCase()) ?? 'unknown';
}
