import type { IPollFunctions } from 'n8n-workflow';

import type { Source } from '../look/source';
import type { TaskProvider } from '../../providers/provider';
import { fixedList } from './fixedList';
import type { SourceTools } from './fixedList';
import { readRefs } from './readRefs';

/** The tasks entered one by one in the panel. */
export function taskList(
	context: IPollFunctions,
	provider: TaskProvider,
	tools: SourceTools,
): Source {
	const { task } = context.getNodeParameter('tasks', {}) as { task?: readonly unknown[] };
	const whenEmpty = {
		message: 'No task is watched yet',
		description: `Press Add Task and fill in the identifiers of a ${provider.displayName} task. For tasks that are started later, set Watch to Watch List.`,
	};
	return fixedList(readRefs(provider, task ?? [], 'Tasks'), whenEmpty, tools);
}
