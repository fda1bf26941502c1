import type { Description } from '../description';

/** What every API has that a credential describes: how its tasks are named in the panel. */
export const HTTP_API = {
	name: 'httpApi',
	documentationUrl: 'https://www.npmjs.com/package/n8n-nodes-task-status#other-http-api',
	credential: {
		type: 'httpTaskApi',
		fields: [
			{ name: 'user', displayName: 'User' },
			{ name: 'value', displayName: 'Value', isSecret: true },
		],
	},
	identifiers: [
		{
			name: 'taskId',
			displayName: 'Task ID or Status URL',
			from: 'id',
			isUrl: 'also',
			placeholder: 'e.g. 4711',
			hint: 'From the submit response. A URL must lead to the host of the credential.',
			description:
				'The ID of the task, for the path in the credential, or the URL at which its status is',
		},
	],
} as const satisfies Partial<Description>;
