import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from '../host/toNodeError';
import { readMaxConcurrency } from '../panel/commonOptions';
import { readProvider } from '../panel/providerProperty';
import { DEFAULT_MAX_CONCURRENCY } from '../task/limits';
import { errorItem } from './items';
import { ERROR_OUTCOME, countOutputs, outputOf } from './outputs';
import type { Answer, Operation, Run } from './turn';

/**
 * Runs an operation and spreads its items over the outputs.
 * @throws {NodeError} the first error, unless the node continues on errors
 */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const asTool = isTool(context);
	const length = countOutputs(context.getNode().parameters, asTool);
	const answers = await answerItems(context, operation, asTool, length);
	const outputs = Array.from({ length }, (): INodeExecutionData[] => []);
	// n8n takes error items from every output to the error output, but looks for one to repeat the
	// node ("Retry On Fail") only at the head of the first.
	const errorsFirst = context.getNode().onError === 'continueErrorOutput';
	const heads: INodeExecutionData[] = [];
	answers.forEach((answer, index) => {
		if (answer.kind === 'items') {
			for (const { output, item } of answer.items) outputs[output]?.push(item);
			return;
		}
		const to = errorsFirst ? heads : outputs[outputOf(ERROR_OUTCOME, length)];
		to?.push(errorItem(answer.error, index));
	});
	return [[...heads, ...(outputs[0] ?? [])], ...outputs.slice(1)];
}

/** What keeps a run from starting is every item's error. */
async function answerItems(
	context: IExecuteFunctions,
	operation: Operation,
	asTool: boolean,
	outputs: number,
): Promise<readonly Answer[]> {
	try {
		return await operation(startRun(context, asTool, outputs));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, [], 0);
		const isStopped = context.getExecutionCancelSignal()?.aborted === true;
		if (!context.continueOnFail() || isStopped) throw nodeError;
		return context.getInputData().map(() => ({ kind: 'error', error: nodeError }));
	}
}

function startRun(context: IExecuteFunctions, asTool: boolean, outputs: number): Run {
	const provider = readProvider(context.getNodeParameter('provider', 0));
	const limit = readMaxConcurrency(
		context.getNodeParameter('options.maxConcurrency', 0, DEFAULT_MAX_CONCURRENCY),
	);
	return {
		context,
		provider,
		items: context.getInputData(),
		maxConcurrency: Math.min(limit, provider.maxConcurrency),
		asTool,
		outputs,
	};
}

/** n8n makes the tool of a node a node type of its own, named after it. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
