import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../providers';
import type { TaskProvider } from '../providers/provider';
import { readChoice } from './readValue';

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

/**
 * The provider that the author has chosen.
 * @throws {TaskRequestError} kind `input` when there is none of that name
 */
export function readProvider(given: unknown): TaskProvider {
	return readChoice(given, 'Provider', providers, ({ name }) => name);
}
