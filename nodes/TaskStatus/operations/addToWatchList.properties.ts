import type { INodeProperties } from 'n8n-workflow';

import { createTableProperty, dataTableProperty } from '../../watchList/properties';

const show = { operation: ['addToWatchList'] };

/** What an author sets for Add to Watch List. */
export const watchListProperties: INodeProperties[] = [
	{ ...dataTableProperty, displayOptions: { show } },
	{ ...createTableProperty, displayOptions: { show } },
	{
		displayName: 'Resume Execution',
		name: 'resumeExecution',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description:
			'Whether the Task Completed Trigger is to resume this execution when the task has ended, instead of firing. Needs a Wait node after this one, On Webhook Call with the HTTP Method POST, for a single item.',
	},
	{
		displayName: 'Context (JSON)',
		name: 'context',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "customer": "{{ $json.customer }}" }',
		displayOptions: { show },
		description:
			'Whatever the workflow that finishes the job will need. The trigger gives it back as "context". Leave empty to keep what an earlier call has set.',
	},
];
