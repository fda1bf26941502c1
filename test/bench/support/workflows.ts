import type { IDataObject, INode } from 'n8n-workflow';

import { startThen, trigger } from '../../e2e/support/tinyWorkflows';
import type { WorkflowJson } from '../../e2e/support/workflowJson';
import { rodinStatus } from './rodin';

/** The name of the node whose time counts. */
export const ASKING = 'Ask';

type Credentials = NonNullable<INode['credentials']>;

const shared = { id: 'ask', name: ASKING, position: [200, 0] as [number, number] };

/** What people build without this package: a status call in an HTTP Request node. */
export function httpRequestNode(baseUrl: string, credentials: Credentials): INode {
	return {
		...shared,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${baseUrl}/status`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'hyper3dRodinApi',
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'subscription_key', value: '={{ $json.key }}' }] },
		},
		credentials,
	};
}

export function taskStatusNode(credentials: Credentials): INode {
	return {
		...shared,
		type: 'n8n-nodes-task-status.taskStatus',
		typeVersion: 1,
		parameters: rodinStatus,
		credentials,
	};
}

/** A workflow whose trigger hands in the items, as if they had been pinned in the editor. */
export function askingWorkflow(
	name: string,
	node: INode,
	items: readonly IDataObject[],
): WorkflowJson {
	return {
		...startThen(trigger, node),
		name: `${name}, ${items.length} items`,
		pinData: { [trigger.name]: items.map((json) => ({ json })) },
	};
}
