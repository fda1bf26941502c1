import { TaskRequestError } from '../../task/errors';
import type { Task } from '../../task/task';
import { answerEach } from '../answerEach';
import { getTask, openSession } from '../getTask';
import { taskItem } from '../items';
import type { Operation } from '../turn';

/** Get Status: one look at each task. */
export const getStatus: Operation = async (run) =>
	await answerEach(run, openSession, async (turn) => {
		const answer = await getTask(turn, turn.signal);
		if (turn.options.failOnTaskFailure) requireNoFailure(answer.task);
		return [await taskItem(turn, answer)];
	});

const FAILURE_WORDS: Readonly<Partial<Record<Task['state'], string>>> = {
	failed: 'The task failed',
	canceled: 'The task was canceled',
	notFound: 'The task was not found',
};

const TURN_OFF =
	'The provider ended this task without success. Start it again, or turn off Fail on Task Failure to branch on the Failed output.';

/** A warning is there only in a success, or in one that the option has made a failure. */
const WARNED =
	'The task succeeded with a warning, which Treat Warnings as Failure in the options makes a failure. Turn that off to go on with what there is.';

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
		description: task.warning === null ? advice : WARNED,
	});
}
