import { readNumber } from '../../panel/readValue';
import type { TaskAnswer } from '../../providers/provider';
import { systemClock } from '../../task/clock';
import { createLimiter } from '../../task/limiter';
import { MS_PER_SECOND } from '../../task/limits';
import { redact } from '../../task/redact';
import { createTask } from '../../task/task';
import type { Task } from '../../task/task';
import { waitForTask } from '../../task/wait/waitForTask';
import type { WaitEnd, WaitOptions } from '../../task/wait/waitForTask';
import { noTurnError, waitedTooLongError } from '../../task/wait/words';
import { answerEach } from '../answerEach';
import { getTask, openSession } from '../getTask';
import { taskItem } from '../items';
import type { Operation, PlacedItem, Turn } from '../turn';
import { requireNoFailure } from './getStatus.operation';

/** Wait for Completion: all items together, each until it is final or its time limit passes. */
export const waitForCompletion: Operation = async (run) => {
	const limiter = createLimiter(run.maxConcurrency);
	return await answerEach(
		run,
		openSession,
		async (turn) => {
			const end = await waitForTask(readWaitOptions(turn), {
				clock: systemClock,
				random: Math.random,
				limiter,
				signal: turn.signal,
				look: async (signal) => await getTask(turn, signal),
				onStateChange: (task, before) => logStateChange(turn, task, before),
			});
			return [await endItem(turn, end)];
		},
		run.items.length,
	);
};

function readWaitOptions({ context, index, options, provider }: Turn): WaitOptions {
	const seconds = (name: string, label: string) =>
		readNumber(context.getNodeParameter(name, index), label) * MS_PER_SECOND;
	return {
		intervalMs: seconds('pollInterval', 'Poll Interval'),
		timeoutMs: seconds('timeout', 'Timeout'),
		minIntervalMs: provider.minPollIntervalMs,
		maxConsecutiveFailures: options.maxConsecutiveFailures,
	};
}

async function endItem(
	turn: Turn,
	{ answer: found, timedOut, looks, waitedMs }: WaitEnd<TaskAnswer>,
): Promise<PlacedItem> {
	const answer = found ?? unseenAnswer(turn);
	const { task } = answer;
	if (turn.options.failOnTaskFailure) requireNoFailure(task);
	if (timedOut && turn.context.getNodeParameter('onTimeout', turn.index) === 'error') {
		throw found === null ? noTurnError(task.taskId, waitedMs) : waitedTooLongError(task, waitedMs);
	}
	const details = { ...task.details, looks, waitedSeconds: waitedMs / MS_PER_SECOND };
	const placed = await taskItem(turn, { ...answer, task: { ...task, details } });
	placed.item.json.timedOut = timedOut;
	return placed;
}

/** What is known of a task whose turn did not come before its time limit. */
function unseenAnswer({ provider, ref }: Turn): TaskAnswer {
	const identity = { provider: provider.name, taskId: provider.taskIdOf(ref), ref };
	const message =
		"The time limit passed before it was this task's turn. Raise Timeout, or Max Concurrency in the options.";
	const task = createTask(
		{ ...identity, checkedAt: new Date(systemClock.now()) },
		{ state: 'unknown', message },
	);
	return { task, raw: () => null };
}

/** People see the progress of a wait in n8n's log at debug level; the log never shows a key. */
function logStateChange({ context, ref, session }: Turn, task: Task, before: Task | null): void {
	const taskId = redact(task.taskId, session.secretsOf(ref));
	context.logger.debug(`Task Status: ${before?.state ?? 'new'} → ${task.state}`, {
		provider: task.provider,
		taskId,
	});
}
