import type { IPollFunctions } from 'n8n-workflow';

import type { Source } from '../look/source';
import type { Configuration } from '../configuration';
import { allTasks } from './allTasks';
import type { SourceTools } from './fixedList';
import { json } from './json';
import { taskList } from './taskList';
import { watchList } from './watchList';

/** The source of the watched tasks that the author has chosen. */
export async function openSource(
	context: IPollFunctions,
	configuration: Configuration,
	tools: SourceTools,
): Promise<Source> {
	if (configuration.watch === 'watchList') return await watchList(context, configuration, tools);
	const { provider } = configuration;
	if (configuration.watch === 'json') return json(context, provider, tools);
	if (configuration.watch === 'allTasks') return allTasks(provider, tools);
	return taskList(context, provider, tools);
}
