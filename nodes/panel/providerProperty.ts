import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../providers';

/** The choice of the provider, the same in both nodes. */
export const providerProperty: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	options: providers.map(({ name, displayName }) => ({ name: displayName, value: name })),
	default: 'hyper3dRodin',
	description: 'The system that runs the task',
};
