import type { INodeExecutionData } from 'n8n-workflow';

import { SLACK_MS, endsWithin } from '../invariants/hangs';
import { checkTask } from '../invariants/states';
import type { ChaosTask } from '../world/channel';
import { checkExecution, drawOnError, execute } from './execution';
import type { Execution } from './execution';
import { REQUEST_TIMEOUT_SECONDS, startTasks } from './round';
import type { Round } from './round';

const MS_PER_SECOND = 1000;
/** The fewest requests that are under way at once; RocketRide's limit is shared by all rounds. */
const LEAST_CONCURRENCY = 4;
const one = () => 1;

/** Time for one look at each of so many tasks, however unlucky. */
export function looksMs({ channel }: Round, count: number): number {
	const looks = Math.ceil(count / LEAST_CONCURRENCY) * channel.requestsPerLook;
	return looks * REQUEST_TIMEOUT_SECONDS * MS_PER_SECOND + SLACK_MS;
}

/** Get Status for many tasks at once. */
export async function getStatus(round: Round): Promise<void> {
	const { dice, report } = round;
	const execution: Execution = {
		operation: 'getStatus',
		tasks: startTasks(round, dice.int(1, 60)),
		onError: drawOnError(dice),
		options: { maxConcurrency: dice.pick([4, 16, 64]), includeInputFields: dice.chance(0.1) },
	};
	const limitMs = looksMs(round, execution.tasks.length);
	const result = await endsWithin(limitMs, 'Get Status', report, execute(round, execution));
	round.tally.did(`${round.channel.name} getStatus`, execution.tasks.length);
	if (result === null) return;
	checkExecution(round, execution, result, one, (item, task) => checkStatus(round, item, task));
}

/** Wait for Completion with a short limit, for all tasks at once. */
export async function waitForCompletion(round: Round): Promise<void> {
	const { dice, report } = round;
	const timeout = dice.int(1, 4);
	const execution: Execution = {
		operation: 'waitForCompletion',
		tasks: startTasks(round, dice.int(1, 40)),
		parameters: { pollInterval: 1, timeout, onTimeout: dice.pick(['output', 'output', 'error']) },
		onError: drawOnError(dice),
	};
	const limitMs = timeout * MS_PER_SECOND + looksMs(round, execution.tasks.length);
	const running = execute(round, execution);
	const result = await endsWithin(limitMs, 'Wait for Completion', report, running);
	round.tally.did(`${round.channel.name} wait`, execution.tasks.length);
	if (result === null) return;
	checkExecution(round, execution, result, one, (item, task) => {
		checkStatus(round, item, task);
		const { timedOut, outcome } = item.json;
		if (timedOut !== (outcome === 'inProgress')) {
			const words = `${String(outcome)} with timedOut ${String(timedOut)}`;
			report('a wait ends with an end or a time-out', words);
		}
	});
}

function checkStatus(round: Round, { json }: INodeExecutionData, task: ChaosTask): void {
	checkTask(json, task, round.channel.name, round.report);
	round.tally.got(`${round.channel.name} ${String(json.state)}`);
}
