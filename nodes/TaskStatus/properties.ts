import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { credentialTestName } from '../panel/credentialTests';
import { identifierFields } from '../panel/identifierFields';
import { providerProperty } from '../panel/providerProperty';
import { providers } from '../providers';
import { WATCH_LIST_CREDENTIAL } from '../watchList/properties';
import { watchListProperties } from './operations/addToWatchList.properties';
import { resultsProperties } from './operations/getResults.properties';
import { operationOptions } from './operations/operations.properties';
import { waitProperties } from './operations/waitForCompletion.properties';
import { optionsProperty } from './options';

const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: operationOptions,
	default: 'getStatus',
};

const identifierProperties: INodeProperties[] = providers.flatMap((provider) =>
	identifierFields(provider, true).map((field) => ({
		...field,
		displayOptions: { show: { provider: [provider.name], ...field.displayOptions?.show } },
	})),
);

const outputModeProperty: INodeProperties = {
	displayName: 'Output Mode',
	name: 'outputMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'By Outcome',
			value: 'byOutcome',
			description: 'One output each for Done, In Progress and Failed',
		},
		{
			name: 'Single',
			value: 'single',
			description: 'One output for all; branch on the field "outcome" yourself',
		},
	],
	default: 'byOutcome',
	displayOptions: { show: { operation: ['getStatus', 'waitForCompletion'] } },
	description: 'How the tasks leave this node',
};

const providerCredentials: INodeCredentialDescription[] = providers.map((provider) => ({
	name: provider.credentialType,
	required: true,
	displayOptions: {
		// Named by its path: n8n's editor hides a field all of whose values choose a credential.
		show: { '/provider': [provider.name] },
		hide: { operation: ['addToWatchList'] },
	},
	testedBy: credentialTestName(provider.credentialType),
}));

/** The credential of who is asked: of the chosen provider, or of n8n itself for its watch list. */
export const credentials: INodeCredentialDescription[] = [
	...providerCredentials,
	{
		name: WATCH_LIST_CREDENTIAL,
		required: true,
		displayOptions: { show: { operation: ['addToWatchList'] } },
		testedBy: credentialTestName(WATCH_LIST_CREDENTIAL),
	},
];

/** The panel, from top to bottom. */
export const properties: INodeProperties[] = [
	providerProperty,
	operationProperty,
	...identifierProperties,
	...waitProperties,
	...resultsProperties,
	...watchListProperties,
	outputModeProperty,
	optionsProperty,
];

/**
 * "Operation: Provider" under the node's name on the canvas, which has room for about 26 letters:
 * what is cut off is the end of the provider, and a wait is just "Wait".
 */
export const subtitle = `={{ (${JSON.stringify(displayNames('operation')).replace(' for Completion', '')})[$parameter.operation] }}: {{ (${JSON.stringify(displayNames('provider'))})[$parameter.provider] }}`;

/** Display names by parameter value. */
function displayNames(parameter: 'provider' | 'operation'): Record<string, string> {
	const entries =
		parameter === 'provider'
			? providers.map(({ name, displayName }) => [name, displayName])
			: operationOptions.map(({ name, value }) => [String(value), name]);
	return Object.fromEntries(entries) as Record<string, string>;
}
