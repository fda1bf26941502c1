import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { bearerFrom } from './shared/bearer';
import { ignoreSslIssues } from './shared/ignoreSslIssues';

/** A Hyper3D server of one's own. Also usable in the HTTP Request node, to submit tasks. */
export class Hyper3dOnPremisesApi implements ICredentialType {
	name = 'hyper3dOnPremisesApi';

	displayName = 'Hyper3D On-Premises API';

	icon = {
		light: 'file:hyper3dOnPremisesApi.svg',
		dark: 'file:hyper3dOnPremisesApi.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#hyper3d-on-premises';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://rodin.example.com',
			description:
				'The address of your Hyper3D server, without /api and without the Socket.IO namespace. Prefer https: the subscription key travels in the address.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The bearer token of the REST API. Only the REST channel needs it; leave it empty for Socket.IO.',
		},
		{
			displayName: 'Socket Path',
			name: 'socketPath',
			type: 'string',
			default: '/socket.io',
			placeholder: 'e.g. /socket.io',
			description:
				'The HTTP path of Socket.IO, behind the path of the base URL. Change it only where a reverse proxy has moved it; it is not the namespace.',
		},
		{
			displayName: 'Socket Namespace',
			name: 'socketNamespace',
			type: 'string',
			default: '/api/scheduler_socket',
			placeholder: 'e.g. /api/scheduler_socket',
			description: 'The Socket.IO namespace of the status channel',
		},
		ignoreSslIssues,
	];

	authenticate = bearerFrom('apiToken');

	/** The nodes test it (`testedBy`): n8n's own test would take any answer for a success. */
	declare readonly test?: never;
}
