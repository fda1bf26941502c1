import type { INode } from 'n8n-workflow';
import type { NodeOptions } from './chain';
import type { StoredCredential } from './workflowJson';

/** Starts by hand. */
export const manualStart: NodeOptions = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Does nothing; shows what arrives. */
export function noOp(name: string): NodeOptions {
	return { name, type: 'n8n-nodes-base.noOp' };
}

/** Starts on `GET /webhook/<path>` and answers with the last node's first item. */
export function webhookStart(path: string): NodeOptions {
	return {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, responseMode: 'onReceived' },
		webhookId: path,
	};
}

/** A Task Status node. */
export function taskStatus(
	name: string,
	credential: StoredCredential,
	parameters: INode['parameters'],
): NodeOptions {
	return { name, type: 'n8n-nodes-task-status.taskStatus', parameters, credentials: [credential] };
}

/** A Task Completed Trigger that polls every minute. */
export function taskCompletedTrigger(
	credentials: readonly StoredCredential[],
	parameters: INode['parameters'],
): NodeOptions {
	return {
		name: 'Task Completed',
		type: 'n8n-nodes-task-status.taskCompletedTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
		credentials,
	};
}
