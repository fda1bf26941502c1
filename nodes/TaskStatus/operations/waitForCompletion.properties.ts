import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_POLL_INTERVAL_SECONDS, DEFAULT_WAIT_SECONDS } from '../../task/limits';

const show = { operation: ['waitForCompletion'] };

/** What an author sets for Wait for Completion. */
export const waitProperties: INodeProperties[] = [
	{
		displayName:
			'Stopping this workflow, or its time limit, never stops the task: it goes on at the provider. For waits of hours, use Get Status with a Wait node or the Task Completed Trigger.',
		name: 'waitNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Poll Interval (Seconds)',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_POLL_INTERVAL_SECONDS,
		displayOptions: { show },
		description:
			'How long to wait between two looks at a task. A task that stays unchanged for long is looked at less often, every 30 seconds at least.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_WAIT_SECONDS,
		displayOptions: { show },
		description: 'How long to wait at most. Each item has its own limit.',
	},
	{
		displayName: 'On Timeout',
		name: 'onTimeout',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Output Last Known State',
				value: 'output',
				description: 'Leave by the In Progress output with the field "timedOut" set to true',
			},
			{
				name: 'Throw Error',
				value: 'error',
				description: 'Make this node fail; with Retry On Fail it waits again each time',
			},
		],
		default: 'output',
		displayOptions: { show },
		description: 'What to do when the time limit passes first',
	},
];
