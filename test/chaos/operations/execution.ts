import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { OUTCOMES } from '../../../nodes/TaskStatus/outputs';
import { runTaskStatus } from '../../engine/support/engine';
import type { EngineResult } from '../../engine/support/engine';
import { checkError } from '../invariants/errors';
import { checkAccounting, inputOf } from '../invariants/items';
import { checkItemSecrets } from '../invariants/secrets';
import type { Dice } from '../support/dice';
import type { ChaosTask } from '../world/channel';
import { REQUEST_TIMEOUT_SECONDS } from './round';
import type { Round } from './round';

/** An execution of Task Status over some tasks. */
export interface Execution {
	readonly operation: string;
	readonly tasks: readonly ChaosTask[];
	readonly parameters?: INodeParameters;
	readonly options?: IDataObject;
	readonly onError?: INode['onError'];
	readonly onStarted?: (stop: () => void) => void;
}

/** What the author of a workflow can set for errors. */
export function drawOnError(dice: Dice): INode['onError'] {
	return dice.pick([
		'continueRegularOutput',
		'continueRegularOutput',
		'continueRegularOutput',
		'continueErrorOutput',
		'stopWorkflow',
	]);
}

/** Runs Task Status in n8n's engine, one item per task. */
export async function execute({ channel }: Round, asked: Execution): Promise<EngineResult> {
	const { operation, tasks, parameters, options, onError, onStarted } = asked;
	const { provider, fixed, identifiers, credentials } = channel;
	const expressions = identifiers.map((name) => [name, `={{ $json.${name} }}`]);
	return await runTaskStatus({
		parameters: {
			...{ provider, operation, ...fixed, ...parameters },
			...(Object.fromEntries(expressions) as INodeParameters),
			options: { requestTimeout: REQUEST_TIMEOUT_SECONDS, ...options } as INodeParameters,
		},
		credentials,
		items: tasks.map(({ ref }) => ref),
		...(onError && { onError }),
		...(onStarted && { onStarted }),
	});
}

/**
 * Every input has its items or an error, and nothing that anybody can see holds a secret.
 * @param count how many items an input gives when it succeeds
 * @param check called for each item that is no error
 */
export function checkExecution(
	{ report, tally, channel }: Round,
	{ operation, tasks, onError, options }: Execution,
	{ outputs, error, status }: EngineResult,
	count: (task: ChaosTask) => number,
	check: (item: INodeExecutionData, task: ChaosTask) => void,
): void {
	if (error !== undefined) {
		checkError(error, `the error of ${operation}`, report);
		tally.got(`${channel.name} failed execution`);
		if (onError !== 'stopWorkflow') {
			report('every error is an item', `${operation} failed as a whole: ${error.message}`);
		}
		return;
	}
	if (status !== 'success') report('executions end', `${operation} ended as ${status}`);
	const failed = new Set<number>();
	const kept = options?.includeInputFields === true ? channel.identifiers : [];
	outputs.forEach((items, output) => {
		for (const item of items) {
			checkItemSecrets(item, `an item of ${operation}`, report, kept);
			const input = inputOf(item);
			const task = tasks[input];
			if (isError(item)) {
				failed.add(input);
				tally.got(`${channel.name} error item`);
				checkError(
					item.error ?? { ...item.json, message: item.json.error, description: '-' },
					operation,
					report,
				);
			} else if (task !== undefined) {
				const { outcome } = item.json;
				if (outcome !== undefined && OUTCOMES[output] !== outcome) {
					report('items leave by their outcome', `${String(outcome)} left by output ${output}`);
				}
				check(item, task);
			}
		}
	});
	checkAccounting(
		outputs,
		tasks.length,
		(input) => {
			const one = failed.has(input) ? 1 : count(tasks[input] as ChaosTask);
			return [one, one];
		},
		report,
	);
}

function isError({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || typeof json.error === 'string';
}
