import type { INodeProperties } from 'n8n-workflow';

import { dataTableProperty } from '../../watchList/properties';

const show = { operation: ['addToWatchList'] };

/** What an author sets for Add to Watch List. */
export const watchListProperties: INodeProperties[] = [
	{ ...dataTableProperty, displayOptions: { show } },
	{
		displayName: 'Create Table',
		name: 'createTable',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description:
			'Whether to create the Data Table, with its columns, when there is none of that name',
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
