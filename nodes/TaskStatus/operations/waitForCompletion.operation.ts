import type { TaskAnswer } from '../../providers/provider';
import { systemClock } from '../../task/clock';
import { createLimiter } from '../../task/limiter';
import { redact } from '../../task/redact';
import type { Task, TaskRef } from '../../task/task';
import { waitForTask } from '../../task/wait/waitForTask';
import type { WaitEnd, WaitOptions } from '../../task/wait/waitForTask';
import { waitedTooLongError } from '../../task/wait/words';
import { taskItem } from '../items';
import { readNumber } from '../../panel/readNumber';
import { answerEach, getTask, maxConcurrency } from '../run';
import type { Operation, PlacedItem, Run } from '../run';
import { requireNoFailure } from './getStatus.operation';

const MS_PER_SECOND = 1000;

/** Wait for Completion: all items together, each until it is final or its time limit passes. */
export const waitForCompletion: Operation = async (run) => {
	const limiter = createLimiter(maxConcurrency(run));
	return await answerEach(
		run,
		async (ref, index) => {
			const end = await waitForTask(readWaitOptions(run, index), {
				clock: systemClock,
				random: Math.random,
				limiter,
				signal: run.signal,
				look: async (signal) => await getTask(run, ref, signal),
				onStateChange: (task, before) => logStateChange(run, ref, task, before),
			});
			return [await endItem(run, end, index)];
		},
		run.items.length,
	);
};

function readWaitOptions({ context, options, session }: Run, index: number): WaitOptions {
	const seconds = (name: string, label: string) =>
		readNumber(context.getNodeParameter(name, index), label) * MS_PER_SECOND;
	return {
		intervalMs: seconds('pollInterval', 'Poll Interval'),
		timeoutMs: seconds('timeout', 'Timeout'),
		minIntervalMs: session.provider.minPollIntervalMs,
		maxConsecutiveFailures: options.maxConsecutiveFailures,
	};
}

async function endItem(
	run: Run,
	{ answer, timedOut, looks, waitedMs }: WaitEnd<TaskAnswer>,
	index: number,
): Promise<PlacedItem> {
	if (run.options.failOnTaskFailure) requireNoFailure(answer.task);
	if (timedOut && run.context.getNodeParameter('onTimeout', index) === 'error') {
		throw waitedTooLongError(answer.task, waitedMs);
	}
	const details = { ...answer.task.details, looks, waitedSeconds: waitedMs / MS_PER_SECOND };
	const placed = await taskItem(run, { ...answer, task: { ...answer.task, details } }, index);
	if (!run.asTool || timedOut) placed.item.json.timedOut = timedOut;
	return placed;
}

/** People see the progress of a wait in n8n's log at debug level; the log never shows a key. */
function logStateChange(
	{ context, session }: Run,
	ref: TaskRef,
	task: Task,
	before: Task | null,
): void {
	const taskId = redact(task.taskId, session.secretsOf(ref));
	context.logger.debug(`Task Status: ${before?.state ?? 'new'} → ${task.state}`, {
		provider: task.provider,
		taskId,
	});
}
