import type { IPollFunctions } from 'n8n-workflow';

import type { Configuration } from '../configuration';
import type { TriggerMemory } from '../memory';
import { allTasks } from './allTasks';
import { givenTasks } from './givenTasks';
import type { Source } from './source';
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
	if (watch === 'allTasks') return allTasks(configuration.provider);
	return givenTasks(context, watch, configuration.provider);
}
