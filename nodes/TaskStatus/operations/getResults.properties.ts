import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../../providers';

/** Other providers have their results in the status. */
export const PROVIDERS_WITH_FILES = providers
	.filter(({ hasResultFiles }) => hasResultFiles)
	.map(({ name }) => name);

const show = { operation: ['getResults'], provider: PROVIDERS_WITH_FILES };

/** What an author sets for Get Results. */
export const resultsProperties: INodeProperties[] = [
	{
		displayName: 'Download Files',
		name: 'downloadFiles',
		type: 'boolean',
		default: true,
		displayOptions: { show },
		description:
			'Whether to download the result files as binary data. Otherwise the items carry the links, which soon expire.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { ...show, downloadFiles: [true] } },
	},
];
