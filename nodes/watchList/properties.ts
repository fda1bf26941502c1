import type { INodeProperties } from 'n8n-workflow';

/** The credential type of n8n's own public API. */
export const WATCH_LIST_CREDENTIAL = 'n8nWatchListApi';

/** The Data Table that is the watch list; both nodes show it. */
export const dataTableProperty: INodeProperties = {
	displayName: 'Data Table',
	name: 'dataTableId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The n8n Data Table whose rows are the tasks to watch',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchDataTables', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Pending tasks',
		},
		{
			displayName: 'ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. k3Jx0QmPzR7tVb2N',
		},
	],
};

/** Whether to create it; both nodes show that too. */
export const createTableProperty: INodeProperties = {
	displayName: 'Create Table',
	name: 'createTable',
	type: 'boolean',
	default: false,
	description: 'Whether to create the Data Table when there is none of that name',
};
