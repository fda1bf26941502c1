import type { INodePropertyOptions } from 'n8n-workflow';

/** The operations as the panel lists them. */
export const operationOptions: INodePropertyOptions[] = [
	{
		name: 'Add to Watch List',
		value: 'addToWatchList',
		action: 'Add a task to the watch list',
		description: 'Put the task into an n8n Data Table, for the Task Completed Trigger to watch',
	},
	{
		name: 'Get Results',
		value: 'getResults',
		action: 'Get the results of a task',
		description: 'Download the files or return the data of a task that is done',
	},
	{
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a task',
		description: 'Look once and branch on Done, In Progress or Failed',
	},
	{
		name: 'Wait for Completion',
		value: 'waitForCompletion',
		action: 'Wait for the completion of a task',
		description: 'Hold the workflow until the task is final or a time limit has passed',
	},
];
