import type { INodeProperties } from 'n8n-workflow';

import type { TaskRef } from '../../task/task';
import { readIdentifier, readOptionalIdentifier } from '../shared/identifier';

/** How a Rodin task is named. Rodin's submit answer holds three identifiers that look alike. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Subscription Key',
		name: 'subscriptionKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.jobs.subscription_key }}',
		hint: 'From the submit response: jobs.subscription_key',
		description:
			'The <code>jobs.subscription_key</code> of the submit response. It is not one of <code>jobs.uuids</code>, and not the API key.',
	},
	{
		displayName: 'Task UUID',
		name: 'taskUuid',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.uuid }}',
		hint: 'From the submit response: uuid, not one of jobs.uuids. Needed for the results.',
		description:
			'The top-level <code>uuid</code> of the submit response. Needed for the results; otherwise optional and passed through.',
	},
];

/** The reference of a Rodin task; `taskUuid` is left out when it was not given. */
export function readRef(given: Readonly<Record<string, unknown>>): TaskRef {
	const subscriptionKey = readIdentifier(given.subscriptionKey, 'Subscription Key');
	const taskUuid = readOptionalIdentifier(given.taskUuid, 'Task UUID');
	return taskUuid === '' ? { subscriptionKey } : { subscriptionKey, taskUuid };
}

/** The task UUID where it was given, else the subscription key. */
export function taskIdOf(ref: TaskRef): string {
	return ref.taskUuid ?? ref.subscriptionKey ?? '';
}
