import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeError } from '../host/toNodeError';
import type { Task } from '../task/task';
import type { Attachment, TaskAnswer } from '../providers/provider';
import type { PlacedItem, Run } from './run';

/** Keys an AI agent gets: what it can act on, without identifiers, jobs and raw answers. */
const TOOL_KEYS = [
	'provider',
	'state',
	'outcome',
	'finished',
	'succeeded',
	'progress',
	'message',
	'failure',
	'warning',
	'result',
	'checkedAt',
] as const satisfies ReadonlyArray<keyof Task>;

/** The item of a task that was asked for, on its way to the output of its outcome. */
export async function taskItem(run: Run, answer: TaskAnswer, index: number): Promise<PlacedItem> {
	const { task } = answer;
	const attachments =
		run.options.includeCandidates && !run.asTool ? answer.attachments?.() : undefined;
	const item: INodeExecutionData = {
		json: taskJson(run, answer, index),
		pairedItem: { item: index },
	};
	if (attachments !== undefined && attachments.length > 0)
		item.binary = await toBinary(run, attachments);
	return { outcome: task.outcome, item };
}

/** n8n finds out the kind of each file; its name gets the extension that goes with it. */
async function toBinary(run: Run, attachments: readonly Attachment[]): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	for (const { name, data } of attachments) {
		const file = await run.context.helpers.prepareBinaryData(data, name);
		const { fileExtension } = file;
		binary[name] = { ...file, fileName: fileExtension ? `${name}.${fileExtension}` : name };
	}
	return binary;
}

function taskJson(
	{ asTool, items, options }: Run,
	{ task, raw }: TaskAnswer,
	index: number,
): IDataObject {
	if (asTool) return Object.fromEntries(TOOL_KEYS.map((key) => [key, task[key]])) as IDataObject;
	// Nearly always: a copy of each task would cost a thousand items as much as their answers.
	if (!options.includeInputFields && !options.includeRaw) return task as unknown as IDataObject;
	return {
		...(options.includeInputFields ? items[index]?.json : {}),
		...(task as unknown as IDataObject),
		...(options.includeRaw ? { raw: raw() as IDataObject } : {}),
	};
}

/** The item of an input that could not be answered; n8n routes it to the error output if there is one. */
export function errorItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}
