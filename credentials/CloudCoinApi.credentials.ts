import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { ignoreSslIssues } from './shared/ignoreSslIssues';

/** A CloudCoin Desktop in reach of n8n. It has no authentication, so this is an address only. */
export class CloudCoinApi implements ICredentialType {
	name = 'cloudCoinApi';

	displayName = 'CloudCoin Desktop API';

	icon = { light: 'file:cloudCoinApi.svg', dark: 'file:cloudCoinApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#cloudcoin-desktop';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'http://localhost:8006',
			required: true,
			placeholder: 'e.g. http://localhost:8006',
			description:
				'The address of CloudCoin Desktop as n8n sees it. When n8n runs in Docker, localhost is the container itself: use http://host.docker.internal:8006.',
		},
		ignoreSslIssues,
	];

	/** The nodes test it (`testedBy`): n8n's own test would take any answer for a success. */
	declare readonly test?: never;
}
