import { TaskRequestError } from '../../task/errors';
import type { Task } from '../../task/task';
import { taskItem } from '../items';
import { answerEach, getTask } from '../run';
import type { Operation } from '../run';

/** Get Status: one look at each task. */
export const getStatus: Operation = async (run) =>
	await answerEach(run, async (ref, index) => {
		const answer = await getTask(run, ref, run.signal);
		if (run.options.failOnTaskFailure) requireNoFailure(answer.task);
		return [await taskItem(run, answer, index)];
	});

const FAILURE_WORDS: Readonly<Partial<Record<Task['state'], string>>> = {
	failed: 'The task failed',
	canceled: 'The task was canceled',
	notFound: 'The task was not found',
};

const TURN_OFF =
	'The provider ended this task without success. Start it again, or turn off Fail on Task Failure to branch on the Failed output.';

/**
 * Nothing for a task that has not failed.
 * @param advice what to do next
 * @throws {TaskRequestError} kind `taskFailed` with the provider's reason
 */
export function requireNoFailure(task: Task, advice: string = TURN_OFF): void {
	const words = FAILURE_WORDS[task.state];
	if (words === undefined) return;
	const reason = task.failure?.message ?? task.message;
	throw new TaskRequestError('taskFailed', reason === null ? words : `${words}: ${reason}`, {
		description: advice,
	});
}
