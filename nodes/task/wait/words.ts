import { TaskRequestError } from '../errors';
import { MS_PER_SECOND } from '../limits';
import type { Task } from '../task';

/**
 * The error of a wait that looked in vain several times in a row. It keeps the kind of the last
 * fault and names the last known state.
 */
export function missedLooksError(
	fault: TaskRequestError,
	failures: number,
	last: Task | null,
): TaskRequestError {
	const known =
		last === null
			? 'The state of the task was never seen.'
			: `Last known state: ${last.state}, at ${last.checkedAt}.`;
	const { httpStatus, retryAfterMs } = fault;
	return new TaskRequestError(fault.kind, `${failures} looks in a row failed: ${fault.message}`, {
		httpStatus,
		retryAfterMs,
		description: `${known} The task goes on at the provider. ${fault.description} Max Consecutive Failures in the options says how many looks may fail.`,
	});
}

/** The error of a wait whose time limit passed, where the author wants an error. */
export function waitedTooLongError(task: Task, waitedMs: number): TaskRequestError {
	const seconds = Math.round(waitedMs / MS_PER_SECOND);
	const word =
		task.state === 'unknown' ? `in an unknown state ("${task.rawStatus ?? ''}")` : task.state;
	return new TaskRequestError(
		'waitedTooLong',
		`Task ${task.taskId} was still ${word} after ${seconds} s`,
		{
			description:
				'The task goes on at the provider. Raise Timeout to wait longer, or look again later: with Get Status after a Wait node, or with the Task Completed Trigger.',
		},
	);
}

/**
 * The error of an item whose turn did not come before its time limit, where the author wants an
 * error. Nothing is wrong with the provider.
 */
export function noTurnError(taskId: string, waitedMs: number): TaskRequestError {
	const seconds = Math.round(waitedMs / MS_PER_SECOND);
	return new TaskRequestError(
		'waitedTooLong',
		`Task ${taskId} was not looked at within ${seconds} s: other items took all the turns`,
		{
			description:
				'Raise Timeout, or Max Concurrency in the options, or hand in fewer items at once.',
		},
	);
}

/** A task that was seen in this wait and is gone now says so: it has ended unseen or was swept. */
export function forgottenSince(task: Task, before: Task | null): Task {
	if (task.state !== 'notFound' || before === null) return task;
	const seen = `It was ${before.state} at ${before.checkedAt} and has been forgotten by the provider since.`;
	const reason = task.failure?.message ?? task.message;
	return {
		...task,
		failure: {
			code: task.failure?.code ?? null,
			message: reason === null ? seen : `${reason.replace(/\.?$/, '.')} ${seen}`,
		},
	};
}
