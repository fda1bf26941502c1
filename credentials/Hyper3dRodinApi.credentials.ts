import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { bearerFrom } from './shared/bearer';

/** The account at Hyper3D's cloud. Also usable in the HTTP Request node, to submit tasks. */
export class Hyper3dRodinApi implements ICredentialType {
	name = 'hyper3dRodinApi';

	displayName = 'Hyper3D Rodin API';

	icon = {
		light: 'file:hyper3dRodinApi.svg',
		dark: 'file:hyper3dRodinApi.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#hyper3d-rodin';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key of your Hyper3D account. It is not the subscription key of a task.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hyper3d.com/api/v2',
			required: true,
			placeholder: 'e.g. https://api.hyper3d.com/api/v2',
			description:
				'The address of the API, with the version. Older accounts use https://hyperhuman.deemos.com/api/v2.',
		},
	];

	authenticate = bearerFrom('apiKey');

	/** The nodes test it (`testedBy`): n8n's own test would take any answer for a success. */
	declare readonly test?: never;
}
