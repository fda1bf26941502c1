import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { credentialTestName } from '../panel/credentialTests';
import { identifierFields } from '../panel/identifierFields';
import { providerProperty } from '../panel/providerProperty';
import { providers } from '../providers';
import { dataTableProperty, WATCH_LIST_CREDENTIAL } from '../watchList/properties';
import { DEFAULT_CHECK_INTERVAL_SECONDS } from './limits';
import { namesOfOthers, optionsProperty } from './options';

const watchProperty: INodeProperties = {
	displayName: 'Watch',
	name: 'watch',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'All Tasks',
			value: 'allTasks',
			description: 'Every task of the server, also those that others start',
			displayOptions: {
				show: {
					provider: providers.filter(({ canListTasks }) => canListTasks).map(({ name }) => name),
				},
			},
		},
		{
			name: 'Task List',
			value: 'taskList',
			description: 'Tasks entered here one by one',
		},
		{
			name: 'Tasks From JSON',
			value: 'json',
			description: 'Tasks in a JSON array, which an expression can give',
		},
		{
			name: 'Watch List',
			value: 'watchList',
			description: 'The rows of an n8n Data Table, where Task Status adds tasks',
		},
	],
	default: 'taskList',
	description: 'Where the tasks to watch come from',
};

const tasksProperty: INodeProperties = {
	displayName: 'Tasks',
	name: 'tasks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Task' },
	placeholder: 'Add Task',
	default: {},
	displayOptions: { show: { watch: ['taskList'] } },
	description: 'The tasks to watch',
	options: [
		{
			displayName: 'Task',
			name: 'task',
			values: providers.flatMap((provider) =>
				identifierFields(provider, false).map((field) => ({
					...field,
					displayOptions: { show: { '/provider': [provider.name], ...field.displayOptions?.show } },
				})),
			),
		},
	],
};

const tasksJsonProperty: INodeProperties = {
	displayName: 'Tasks (JSON)',
	name: 'tasksJson',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{ "taskId": "bdc8e99d-dd8a-40e9-8840-f9f8eef16c71" }]',
	displayOptions: { show: { watch: ['json'] } },
	description:
		'An array of objects with the identifiers of a task, named as in Task Status, e.g. as the "ref" of its output',
};

const statesProperty: INodeProperties = {
	displayName: 'States',
	name: 'states',
	type: 'multiOptions',
	options: [
		{
			name: 'Action Required',
			value: 'actionRequired',
			description: 'The task waits for a person',
		},
		{ name: 'Canceled', value: 'canceled' },
		{ name: 'Failed', value: 'failed' },
		{
			name: 'Not Found',
			value: 'notFound',
			description: 'The provider does not know the task, or has forgotten it',
		},
		{ name: 'Succeeded', value: 'succeeded' },
	],
	default: ['succeeded', 'failed', 'canceled'],
	description: 'The states that start the workflow, once for each task and run',
};

const checkIntervalProperty: INodeProperties = {
	displayName: 'Check Interval (Seconds)',
	name: 'checkInterval',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_CHECK_INTERVAL_SECONDS,
	description:
		'How long to wait between two looks. n8n polls once a minute at most; this node looks again and again within each poll. 0 looks once.',
};

const WAYS_TO_WATCH = ['allTasks', 'json', 'taskList', 'watchList'];

/** What the author chooses a credential for; that of the watch list comes first. */
export const credentials: INodeCredentialDescription[] = [
	{
		name: WATCH_LIST_CREDENTIAL,
		required: true,
		displayOptions: { show: { watch: ['watchList'] } },
		testedBy: credentialTestName(WATCH_LIST_CREDENTIAL),
	},
	...providers.map(({ name, credentialType }) => ({
		name: credentialType,
		// With a watch list, rows of a provider without a credential are left alone.
		required: false,
		displayOptions: {
			// Always true, but without a `show` the editor offers the credentials of all types in each.
			show: { '/watch': WAYS_TO_WATCH },
			hide: { provider: namesOfOthers(name) },
		},
		testedBy: credentialTestName(credentialType),
	})),
];

/** The panel, from top to bottom; n8n puts its Poll Times before it. */
export const properties: INodeProperties[] = [
	// Each row of a watch list names its own.
	{ ...providerProperty, displayOptions: { hide: { watch: ['watchList'] } } },
	watchProperty,
	tasksProperty,
	tasksJsonProperty,
	{ ...dataTableProperty, displayOptions: { show: { watch: ['watchList'] } } },
	statesProperty,
	checkIntervalProperty,
	optionsProperty,
];
