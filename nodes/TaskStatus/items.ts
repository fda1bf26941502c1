import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeError } from '../host/toNodeError';
import type { Task } from '../task/task';
import type { TaskAnswer } from '../providers/provider';
import type { TaskStatusOptions } from './options';

/** Keys an AI agent gets: what it can act on, without identifiers, jobs and raw answers. */
const TOOL_KEYS = [
	'provider',
	'state',
	'outcome',
	'finished',
	'succeeded',
	'progress',
	'message',
	'error',
	'result',
	'checkedAt',
] as const satisfies ReadonlyArray<keyof Task>;

/** What decides on the form of an item. */
export interface ItemForm {
	readonly options: Pick<TaskStatusOptions, 'includeRaw' | 'includeInputFields'>;
	readonly asTool: boolean;
}

/** The JSON of a task's item. */
export function taskJson(
	answer: TaskAnswer,
	input: INodeExecutionData,
	form: ItemForm,
): IDataObject {
	const { task, raw } = answer;
	if (form.asTool)
		return Object.fromEntries(TOOL_KEYS.map((key) => [key, task[key]])) as IDataObject;
	return {
		...(form.options.includeInputFields ? input.json : {}),
		...(task as unknown as IDataObject),
		...(form.options.includeRaw ? { raw: raw as IDataObject } : {}),
	};
}

/** The item of an input that could not be answered; n8n routes it to the error output if there is one. */
export function errorItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}
