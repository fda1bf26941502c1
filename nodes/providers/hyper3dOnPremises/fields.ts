import type { INodeProperties } from 'n8n-workflow';

import { TaskRequestError } from '../../task/errors';
import type { TaskRef } from '../../task/task';
import { readIdentifier } from '../shared/identifier';

/** How an on-premises task is named, and over which of the two channels it is read. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Socket.IO',
				value: 'socket',
				description: 'The status channel; needs the subscription key of the task',
			},
			{
				name: 'REST',
				value: 'rest',
				description:
					'The progress call; needs the API token in the credential, and can tell that a task waits for a selection',
			},
		],
		default: 'socket',
		description: 'How the server is asked',
	},
	{
		displayName: 'Task UUID',
		name: 'taskUuid',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. bdc8e99d-dd8a-40e9-8840-f9f8eef16c71',
		description: 'The UUID of the job, as the call that started it returned it',
	},
	{
		displayName: 'Subscription Key',
		name: 'subscriptionKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		displayOptions: { show: { channel: ['socket'] } },
		placeholder: 'e.g. {{ $json.subscription_key }}',
		description:
			'The subscription key which the call that started the task returned. Unlocking an asset returns another one.',
	},
];

/**
 * The reference of an on-premises task; `subscriptionKey` belongs to the channel `socket` only.
 * @throws {TaskRequestError} kind `input`
 */
export function readRef(given: Readonly<Record<string, unknown>>): TaskRef {
	const channel = given.channel ?? 'socket';
	const taskUuid = readIdentifier(given.taskUuid, 'Task UUID');
	if (channel === 'rest') return { channel, taskUuid };
	if (channel === 'socket') {
		const subscriptionKey = readIdentifier(given.subscriptionKey, 'Subscription Key');
		return { channel, taskUuid, subscriptionKey };
	}
	throw new TaskRequestError('input', 'Channel must be "socket" or "rest"', {
		description: 'Choose the Channel from the list, or let the expression give one of these words.',
	});
}

/** The UUID of the job. */
export function taskIdOf(ref: TaskRef): string {
	return ref.taskUuid ?? '';
}

/** A UUID as servers may write it, brought to one form: they differ in case and dashes. */
export function canonicalUuid(uuid: string): string {
	return uuid.toLowerCase().replaceAll('-', '');
}
