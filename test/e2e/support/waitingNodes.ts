import type { NodeOptions } from './chain';
import { taskCompletedTrigger, taskStatus } from './taskNodes';
import type { StoredCredential } from './workflowJson';

/** n8n's Wait node, which goes on when it is called. */
export const waitForCall: NodeOptions = {
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
	webhookId: '2d8f3c1e-5b60-4f0e-8a77-9b1f6a523c5d',
};

/** The nodes of a wait for CloudCoin tasks that holds nothing, for one Data Table. */
export interface WaitingNodes {
	/** Add to Watch List with Resume Execution. */
	add(taskId: string, name?: string): NodeOptions;
	/** The trigger that resumes. */
	readonly watcher: NodeOptions;
}

/** @param tableName created by whoever comes first */
export function waitingNodes(
	credential: (type: string) => StoredCredential,
	tableName: string,
): WaitingNodes {
	const credentials = [credential('n8nWatchListApi'), credential('cloudCoinApi')];
	const table = {
		dataTableId: { __rl: true, mode: 'name', value: tableName },
		createTable: true,
	};
	return {
		add: (taskId, name = 'Add') => ({
			...taskStatus(name, credential('cloudCoinApi'), {
				provider: 'cloudCoin',
				operation: 'addToWatchList',
				taskId,
				...table,
				resumeExecution: true,
			}),
			credentials,
		}),
		watcher: taskCompletedTrigger(credentials, {
			watch: 'watchList',
			...table,
			listProviders: ['cloudCoin'],
			checkInterval: 1,
		}),
	};
}
