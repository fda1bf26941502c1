import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { storeError } from '../host/storeError';
import type { NodeError } from '../host/toNodeError';
import type { Attachment, TaskAnswer } from '../providers/provider';
import type { PlacedItem, Turn } from './turn';

/**
 * Fields of an input that are not kept beside a task: an earlier round's own, and `error`, by which
 * n8n would take the item for a failed one and repeat the node ("Retry On Fail").
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['timedOut', 'raw', 'error']);

/** The item of a task that was asked for, on its way to the output of its outcome. */
export async function taskItem(turn: Turn, answer: TaskAnswer): Promise<PlacedItem> {
	const { asTool, index, options } = turn;
	const attachments = options.includeCandidates && !asTool ? answer.attachments?.() : undefined;
	const item: INodeExecutionData = {
		json: taskJson(turn, answer),
		pairedItem: { item: index },
	};
	if (attachments !== undefined && attachments.length > 0)
		item.binary = await toBinary(turn, attachments);
	return { outcome: answer.task.outcome, item };
}

/**
 * n8n finds out the kind of each file; its name gets the extension that goes with it.
 * @throws {TaskRequestError} kind `configuration` when n8n's store does not take one
 */
async function toBinary(turn: Turn, attachments: readonly Attachment[]): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	for (const { name, data } of attachments) {
		const file = await turn.context.helpers
			.prepareBinaryData(data, name)
			.catch((error: unknown) => {
				throw storeError(error);
			});
		const { fileExtension } = file;
		binary[name] = { ...file, fileName: fileExtension ? `${name}.${fileExtension}` : name };
	}
	return binary;
}

function taskJson({ input, options }: Turn, { task, raw }: TaskAnswer): IDataObject {
	return {
		...(options.includeInputFields ? inputFields(input) : {}),
		...(task as unknown as IDataObject),
		...(options.includeRaw ? { raw: raw() as IDataObject } : {}),
	};
}

function inputFields({ json }: INodeExecutionData): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([key]) => !LEFT_OUT.has(key)));
}

/** The item of an input that could not be answered; n8n routes it to the error output if there is one. */
export function errorItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}
