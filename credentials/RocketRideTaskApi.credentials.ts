import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { bearerFrom } from './shared/bearer';
import { ignoreSslIssues } from './shared/ignoreSslIssues';

/** A RocketRide server. Also usable in the HTTP Request node, to start pipelines. */
export class RocketRideTaskApi implements ICredentialType {
	// The vendor's own package has taken rocketRideApi, and names of credentials are global in n8n.
	name = 'rocketRideTaskApi';

	displayName = 'RocketRide Task API';

	icon = {
		light: 'file:rocketRideTaskApi.svg',
		dark: 'file:rocketRideTaskApi.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#rocketride';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'http://127.0.0.1:5565',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:5565',
			description:
				'The address of the RocketRide server as n8n sees it. Prefer 127.0.0.1 to localhost, which can mean ::1. When n8n runs in Docker, both are the container itself: use http://host.docker.internal:5565.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API key of the server. It is not the token of a task (tk_ or pk_).',
		},
		ignoreSslIssues,
	];

	authenticate = bearerFrom('apiKey');

	/** The nodes test it (`testedBy`): n8n's own test would take any answer for a success. */
	declare readonly test?: never;
}
