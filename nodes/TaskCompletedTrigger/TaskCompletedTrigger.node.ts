import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { credentialTests } from '../panel/credentialTests';
import { searchDataTables } from '../watchList/searchDataTables';
import { credentials, properties } from './properties';

/** The trigger: fires once for each task that has come to its end. What polls is loaded on first use. */
export class TaskCompletedTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Task Completed Trigger',
		name: 'taskCompletedTrigger',
		icon: { light: 'file:taskCompletedTrigger.svg', dark: 'file:taskCompletedTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter.states.join(", ") }}',
		description: 'Starts the workflow when a task that runs elsewhere is done or has failed',
		defaults: { name: 'Task Completed Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties,
	};

	methods = { credentialTest: credentialTests, listSearch: { searchDataTables } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { poll } = await import('./poll');
		return await poll(this);
	}
}
