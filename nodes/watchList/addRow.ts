import type { IExecuteFunctions } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { toText } from '../task/normalize';
import type { TaskRef } from '../task/task';
import type { Condition, DataTablesApi } from './api';
import { newRow, readContextGiven } from './row';

/**
 * Adds the task of an item to a watch list, or makes its row pending anew. An execution that waits has
 * a row of its own.
 * @param isAwaited whether the execution waits for the end
 * @throws {TaskRequestError} kind `input` for a context that is no JSON, and for several items of one
 *   execution that waits
 */
export async function addRow(
	context: IExecuteFunctions,
	index: number,
	api: DataTablesApi,
	tableId: string,
	provider: TaskProvider,
	ref: TaskRef,
	isAwaited: boolean,
	signal: AbortSignal,
): Promise<void> {
	const note = readContextGiven(context.getNodeParameter('context', index, ''));
	const resumeUrl = isAwaited ? readResumeUrl(context, index) : null;
	const taskId = provider.taskIdOf(ref);
	const sameTask = Object.entries({ provider: provider.name, taskId, resumeUrl }).map(
		([columnName, value]): Condition => ({ columnName, condition: 'eq', value }),
	);
	const row = newRow(provider, taskId, ref, note, resumeUrl);
	await api.upsertRow(tableId, sameTask, row, signal);
}

/** Where this execution can be resumed. */
function readResumeUrl(context: IExecuteFunctions, index: number): string | null {
	const { length } = context.getInputData();
	if (length > 1) {
		throw new TaskRequestError('input', `One execution cannot wait for ${length} tasks at once`, {
			description:
				'The first end would resume it for all. Put a Loop Over Items node with Batch Size 1 before this node, and let the Wait node lead back to it: the tasks run at the same time, and the execution waits for one after the other.',
		});
	}
	return toText(context.evaluateExpression('{{ $execution.resumeUrl }}', index));
}
