import type {
	DisplayCondition,
	IDisplayOptions,
	INodeCredentialDescription,
	INodeProperties,
} from 'n8n-workflow';

import { credentialTestName } from '../panel/credentialTests';
import { identifierFields } from '../panel/identifierFields';
import { providerProperty } from '../panel/providerProperty';
import { providers } from '../providers';
import {
	createTableProperty,
	dataTableProperty,
	WATCH_LIST_CREDENTIAL,
} from '../watchList/properties';
import { DEFAULT_CHECK_INTERVAL_SECONDS } from './limits';
import { includeRawProperty, optionsCollection } from '../panel/commonOptions';

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

const forWatchList = { show: { watch: ['watchList'] } };

const listProvidersProperty: INodeProperties = {
	displayName: 'Providers',
	name: 'listProviders',
	type: 'multiOptions',
	required: true,
	noDataExpression: true,
	options: providers.map(({ name, displayName }) => ({ name: displayName, value: name })),
	default: [],
	displayOptions: forWatchList,
	description: 'Whose rows of the Data Table are watched',
};

const deleteReportedProperty: INodeProperties = {
	displayName: 'Delete Reported',
	name: 'deleteReported',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/watch': ['watchList'] } },
	description: 'Whether to remove a row once it is reported, instead of marking it',
};

/** What one provider adds is hidden for the others, so that it shows with a watch list too. */
const optionsProperty = optionsCollection(
	[deleteReportedProperty, includeRawProperty],
	({ name }, { displayOptions }) =>
		// What is for single operations is for Task Status alone.
		displayOptions?.show?.['/operation'] === undefined
			? { hide: { '/provider': providers.map((one) => one.name).filter((one) => one !== name) } }
			: null,
);

/**
 * What the author chooses a credential for: the provider's, or with a watch list those of its
 * providers. n8n reads the first entry of a type only, so that one has to say both. The slashes keep the
 * editor from taking the choice of a provider for one of the kind of credential, which it hides.
 */
export const credentials: INodeCredentialDescription[] = [
	{
		name: WATCH_LIST_CREDENTIAL,
		required: true,
		displayOptions: forWatchList,
		testedBy: credentialTestName(WATCH_LIST_CREDENTIAL),
	},
	...providers.map(({ name, displayName, credentialType }) => ({
		name: credentialType,
		// Several may show: each says whose it is.
		displayName: `Credential for ${displayName}`,
		required: true,
		displayOptions: hiddenFor({
			'/provider': [otherThan(name)],
			'/listProviders': [otherThan(name)],
			'/listProviders.length': [0],
		}),
		testedBy: credentialTestName(credentialType),
	})),
];

/**
 * A parameter each of whose values is another one. Of the parameter that the panel does not show, there
 * is none: n8n 2.8 then compares with the text "undefined", 2.40 with nothing.
 */
function otherThan(name: string): DisplayCondition {
	return { _cnd: { regex: `^(?!(${name}|undefined)$)` } };
}

/** n8n evaluates conditions of credentials as those of parameters; its type for them lacks `_cnd`. */
function hiddenFor(hide: NonNullable<IDisplayOptions['hide']>) {
	return { hide } as NonNullable<INodeCredentialDescription['displayOptions']>;
}

/** The panel, from top to bottom; n8n puts its Poll Times before it. */
export const properties: INodeProperties[] = [
	// Each row of a watch list names its own.
	{ ...providerProperty, displayOptions: { hide: { watch: ['watchList'] } } },
	watchProperty,
	tasksProperty,
	tasksJsonProperty,
	{ ...dataTableProperty, displayOptions: forWatchList },
	{ ...createTableProperty, displayOptions: forWatchList },
	listProvidersProperty,
	statesProperty,
	checkIntervalProperty,
	optionsProperty,
];
