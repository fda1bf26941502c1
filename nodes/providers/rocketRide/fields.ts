import type { INodeProperties } from 'n8n-workflow';

import { TaskRequestError } from '../../task/errors';
import type { TaskRef } from '../../task/task';
import { readIdentifier } from '../shared/identifier';

/** How a RocketRide server is asked; both ways lead to the same status. */
export type Transport = 'http' | 'webSocket';

/** How a RocketRide task is named. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Transport',
		name: 'transport',
		type: 'options',
		options: [
			{
				name: 'HTTP',
				value: 'http',
				description: 'One request per look, with at most 8 of them under way to one server',
			},
			{
				name: 'WebSocket',
				value: 'webSocket',
				description: 'One connection for all tasks of an execution: faster for many of them',
			},
		],
		default: 'http',
		description: 'How the server is asked',
	},
	{
		displayName: 'Task Token',
		name: 'taskToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.data.token }}',
		description: 'The token that RocketRide returned when the pipeline was started',
	},
];

/** The reference of a RocketRide task. A token has no fixed form: any text can be one. */
export function readRef(given: Readonly<Record<string, unknown>>): TaskRef {
	return {
		transport: readTransport(given.transport),
		taskToken: readIdentifier(given.taskToken, 'Task Token'),
	};
}

/** What names a task: its token, or the `id` of a row in the server's list, which has no token. */
export function nameOf(ref: TaskRef): string {
	return ref.taskToken ?? ref.id ?? '';
}

function readTransport(given: unknown): Transport {
	if (given === undefined || given === null || given === '') return 'http';
	if (given === 'http' || given === 'webSocket') return given;
	throw new TaskRequestError('input', 'Transport is neither "http" nor "webSocket"', {
		description: 'Choose the transport from the list, or give one of the two words.',
	});
}
