import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { toPollError } from './throwable';
import type { Fault, Sighting } from './look/sight';

/** The item of a task; `context` only from a watch list, `raw` only where it is asked for. */
export function sightingItem(sighting: Sighting, includeRaw: boolean): INodeExecutionData {
	const { task, raw } = sighting.answer;
	return {
		json: {
			...(task as unknown as IDataObject),
			...('context' in sighting ? { context: sighting.context as IDataObject } : {}),
			...(includeRaw ? { raw: raw() as IDataObject } : {}),
		},
	};
}

/** In a manual test, the item of a task that could not be looked at while others could. */
export function faultItem(node: INode, { error, provider, secrets }: Fault): INodeExecutionData {
	const { message } = toPollError(node, error, secrets);
	return { json: { provider, error: message } };
}
