import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { operations } from './operations';
import { runOperation } from './run';

/** Dispatches to the chosen operation. */
export async function executeOperation(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const name = context.getNodeParameter('operation', 0);
	const operation = operations.get(name);
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `There is no operation "${name}"`, {
			description: 'Choose an operation from the list.',
		});
	}
	return await runOperation(context, operation);
}
