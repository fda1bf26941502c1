import type { INodeProperties } from 'n8n-workflow';

const show = { operation: ['getResults'] };

/** What an author sets for Get Results. */
export const resultsProperties: INodeProperties[] = [
	{
		displayName: 'Download Files',
		name: 'downloadFiles',
		type: 'boolean',
		default: true,
		displayOptions: { show },
		description:
			'Whether to download the result files as binary data. Providers whose result is in the status have no files.',
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
