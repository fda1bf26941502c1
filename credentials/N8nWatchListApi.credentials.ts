import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { readKey } from '../nodes/providers/shared/key';
import { headerFrom } from './shared/header';

/** n8n's own public API, whose Data Tables hold the watch list. */
export class N8nWatchListApi implements ICredentialType {
	name = 'n8nWatchListApi';

	displayName = 'N8n Watch List API';

	icon = {
		light: 'file:n8nWatchListApi.svg',
		dark: 'file:n8nWatchListApi.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#watch-list';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A key of this n8n, from Settings, n8n API. It needs the scopes of Data Tables and their rows.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'http://localhost:5678/api/v1',
			required: true,
			placeholder: 'e.g. http://localhost:5678/api/v1',
			description: 'The address of the public API as n8n itself sees it, with the version',
		},
	];

	authenticate = headerFrom('X-N8N-API-KEY', (credential) => readKey(credential, 'apiKey'));

	/** The nodes test it (`testedBy`): n8n's own test would take any answer for a success. */
	declare readonly test?: never;
}
