import type { INodeProperties } from 'n8n-workflow';

import type { TaskRef } from '../../task/task';
import { readIdentifier } from '../shared/identifier';

/** How a CloudCoin task is named. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. bdc8e99d-dd8a-40e9-8840-f9f8eef16c71',
		hint: 'From the answer of the call that started the task: payload.id',
		description:
			'The identifier in the payload of the call that started the task, e.g. of /backup or /join',
	},
];

/** The reference of a CloudCoin task. */
export function readRef(given: Readonly<Record<string, unknown>>): TaskRef {
	return { taskId: readIdentifier(given.taskId, 'Task ID') };
}

/** What names a task. */
export function nameOf(ref: TaskRef): string {
	return ref.taskId ?? '';
}
