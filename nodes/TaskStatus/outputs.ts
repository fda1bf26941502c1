import type { INodeParameters, NodeConnectionType } from 'n8n-workflow';

import { providers } from '../providers';
import type { TaskOutcome } from '../task/states';

/** The outputs by outcome, in the order of the canvas. The last is only for some providers. */
export const OUTCOMES: readonly TaskOutcome[] = ['done', 'inProgress', 'failed', 'actionRequired'];

/** Where an error item goes when the node continues on errors: never on to a download. */
export const ERROR_OUTCOME: TaskOutcome = 'failed';

/** Operations whose items are split by outcome. */
const OPERATIONS_BY_OUTCOME = ['getStatus', 'waitForCompletion'] as const;

const ACTION_PROVIDERS = providers
	.filter((provider) => provider.canRequireAction)
	.map((provider) => provider.name);

interface OutputDescription {
	type: NodeConnectionType;
	displayName?: string;
}

/**
 * The node's outputs for its parameters. The editor runs this function's source as an expression,
 * so it uses nothing from outside but its arguments.
 */
function configuredOutputs(
	parameters: INodeParameters,
	operationsByOutcome: readonly string[],
	actionProviders: readonly string[],
): OutputDescription[] {
	const operation = (parameters.operation ?? 'getStatus') as string;
	const byOutcome = (parameters.outputMode ?? 'byOutcome') === 'byOutcome';
	if (!byOutcome || !operationsByOutcome.includes(operation)) {
		return [{ type: 'main' }];
	}
	const labels = ['Done', 'In Progress', 'Failed'];
	if (actionProviders.includes(parameters.provider as string)) labels.push('Action Required');
	return labels.map((displayName) => ({ type: 'main', displayName }));
}

/** The `outputs` of the node's description. */
export const outputs: `={{${string}}}` = `={{(${configuredOutputs.toString()})($parameter, ${JSON.stringify(OPERATIONS_BY_OUTCOME)}, ${JSON.stringify(ACTION_PROVIDERS)})}}`;

/** How many outputs the node has for its parameters; as a tool it has one. */
export function countOutputs(parameters: INodeParameters, asTool: boolean): number {
	if (asTool) return 1;
	return configuredOutputs(parameters, OPERATIONS_BY_OUTCOME, ACTION_PROVIDERS).length;
}

/**
 * The number of the output of an outcome, where there are so many.
 * @throws {Error} when there is none: a provider may only give the outcomes it declares
 */
export function outputOf(outcome: TaskOutcome, outputs: number): number {
	if (outputs === 1) return 0;
	const output = OUTCOMES.indexOf(outcome);
	if (output < outputs) return output;
	throw new Error(`This node has no output for the outcome "${outcome}"`);
}
