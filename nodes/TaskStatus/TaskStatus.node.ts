import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { credentialTests } from '../panel/credentialTests';
import { searchDataTables } from '../watchList/searchDataTables';
import { outputs } from './outputs';
import { credentials, properties, subtitle } from './properties';

/**
 * The action node: one normalised task from every provider. What executes is loaded on first use,
 * so that the start of n8n does not pay for it.
 */
export class TaskStatus implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Task Status',
		name: 'taskStatus',
		icon: { light: 'file:taskStatus.svg', dark: 'file:taskStatus.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Say whether a task that runs elsewhere is done, in progress or failed, wait for its end, and get its results',
		defaults: { name: 'Task Status' },
		inputs: [NodeConnectionTypes.Main],
		outputs,
		usableAsTool: true,
		credentials,
		properties,
	};

	methods = { credentialTest: credentialTests, listSearch: { searchDataTables } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { executeOperation } = await import('./execute');
		return await executeOperation(this);
	}
}
