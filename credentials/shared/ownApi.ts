import type { IAuthenticate, INodeProperties } from 'n8n-workflow';

import { ownSigning } from '../../nodes/providers/described/httpApi/authentication';
import { WORD_LISTS } from '../../nodes/providers/described/httpApi/words';
import { ignoreSslIssues } from './ignoreSslIssues';
import { authenticateService } from './service';

const EXAMPLE = {
	status: { path: '/jobs/{taskId}' },
	state: [{ path: 'status', words: { done: 'succeeded', running: 'running', failed: 'failed' } }],
	failure: { message: 'error' },
	result: { path: 'output' },
};

const signing: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'Basic', value: 'basic' },
			{ name: 'Bearer Token', value: 'bearer' },
			{ name: 'Header', value: 'header' },
			{ name: 'None', value: 'none' },
			{ name: 'Query Parameter', value: 'query' },
		],
		default: 'bearer',
		description: 'How the key travels with each request',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-API-Key',
		displayOptions: { show: { authentication: ['header', 'query'] } },
		description: 'What the header or the query parameter is called',
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'string',
		default: '',
		displayOptions: { show: { authentication: ['basic'] } },
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { hide: { authentication: ['none'] } },
		description: 'The key, the token or the password itself',
	},
];

const byFields = { show: { describeBy: ['fields'] } };

/** A field with a path into the status answer. */
function pathField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	value = '',
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: value,
		placeholder: `e.g. ${placeholder}`,
		displayOptions: byFields,
		description: `${description}, as JMESPath`,
	};
}

const asking: INodeProperties[] = [
	{
		displayName: 'Status Method',
		name: 'statusMethod',
		type: 'options',
		options: [
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		default: 'GET',
		displayOptions: byFields,
		description: 'How the status of a task is asked for',
	},
	{
		displayName: 'Status Path',
		name: 'statusPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. /jobs/{taskId}',
		displayOptions: byFields,
		description:
			'Where the status of a task is, behind the base URL; {taskId} stands for the ID. Leave it empty where tasks are named by their status URL.',
	},
	{
		displayName: 'Status Body (JSON)',
		name: 'statusBody',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"id": "{taskId}"}',
		displayOptions: { show: { describeBy: ['fields'], statusMethod: ['POST'] } },
		description: 'What is sent; {taskId} stands for the ID',
	},
];

const words = WORD_LISTS.map(({ field, displayName, state, common }): INodeProperties => ({
	displayName,
	name: field,
	type: 'string',
	default: common,
	displayOptions: byFields,
	description: `The words that mean "${state}", separated by commas; upper and lower case are the same. A word in no list is in progress, never a success.`,
}));

const reading: INodeProperties[] = [
	pathField('State Path', 'statePath', 'data.status', 'Where the word for the state is', 'status'),
	...words,
	pathField('Progress Path', 'progressPath', 'progress', 'Where the percentage done is'),
	pathField('Message Path', 'messagePath', 'message', 'Where the text for people is'),
	pathField('Failure Path', 'failurePath', 'error.message', 'Where a failed task says why'),
	pathField('Result Path', 'resultPath', 'output', 'Where the result of a task that is done is'),
	pathField(
		'Files Path',
		'filesPath',
		'output.files[].url',
		'Where the links to its files are, which are fetched without the key',
	),
];

/** The fields of the credential, in the order of its window. */
export const ownProperties: INodeProperties[] = [
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://api.example.com/v1',
		description: 'The address of the API as n8n sees it',
	},
	...signing,
	{
		displayName: 'Describe By',
		name: 'describeBy',
		type: 'options',
		options: [
			{ name: 'Fields', value: 'fields', description: 'One request, one word for the state' },
			{ name: 'JSON', value: 'json', description: 'Everything that a description can say' },
		],
		default: 'fields',
		description: 'How you say what the API answers',
	},
	...asking,
	...reading,
	{
		displayName: 'Description (JSON)',
		name: 'description',
		type: 'json',
		default: JSON.stringify(EXAMPLE, null, 2),
		displayOptions: { show: { describeBy: ['json'] } },
		description:
			'How to ask for a task and how to read the answer. In "words" the word of the API stands before what it means: queued, running, actionRequired, succeeded, failed or canceled. More keys: see the documentation.',
	},
	{
		displayName: 'Test Task ID',
		name: 'testTaskId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4711',
		description:
			'A task that the test of this credential asks for, to say what was read. Without one only the description is checked.',
	},
	ignoreSslIssues,
];

/** Signs a request as the credential says. */
export const authenticateOwn: IAuthenticate = async (credential, request) => {
	const sign = authenticateService(ownSigning(credential));
	return typeof sign === 'function' ? await sign(credential, request) : request;
};
