import type { IPollFunctions } from 'n8n-workflow';

import { readProvider } from '../../panel/providerProperty';
import type { TaskProvider } from '../../providers/provider';
import type { Configuration } from '../configuration';
import type { TriggerMemory } from '../memory';
import { givenTasks } from './givenTasks';
import type { Reading, Source } from './source';
import { watchList } from './watchList';

/**
 * The source of the watched tasks that the author has chosen.
 * @param closings what rows that are done with are to say
 * @throws {TaskRequestError} for parameters or a credential that are wrong
 */
export async function openSource(
	context: IPollFunctions,
	configuration: Configuration,
	closings: TriggerMemory['closings'],
): Promise<Source> {
	const { watch } = configuration;
	if (watch === 'watchList') return await watchList(context, configuration, closings);
	const provider = readProvider(context.getNodeParameter('provider', ''));
	const reading =
		watch === 'allTasks' ? everythingOf(provider) : givenTasks(context, watch, provider);
	return { read: async () => await Promise.resolve(reading), secrets: [] };
}

/** Every task of the provider's server: which there are is learnt by looking. */
function everythingOf(provider: TaskProvider): Reading {
	const everything = { key: 'all', provider, ref: null, rows: [] };
	return { watched: new Map([[provider, [everything]]]), broken: [] };
}
