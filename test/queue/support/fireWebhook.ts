import type { IDataObject } from 'n8n-workflow';

import { chain, type NodeOptions } from '../../e2e/support/chain';
import { itemsOf } from '../../e2e/support/execution';
import { webhookStart } from '../../e2e/support/taskNodes';
import { within } from '../../support/within';
import type { Cluster } from './cluster';

const STARTED_MS = 60_000;
const ALL_ENDED_MS = 90_000;

export interface Volley {
	path: string;
	/** Follows the webhook, whose query has the task as `task`. */
	node: NodeOptions;
	tasks: readonly string[];
}

export interface Answered extends Volley {
	workflowId: string;
	/** The items of each execution's node. */
	answers: readonly IDataObject[][];
}

/**
 * Makes a workflow of a webhook and a node, and calls it for all tasks at the same time. What the node
 * gave is read from the executions: waiting for 200 responses of webhooks hung in two runs, without a
 * word about the execution that was to blame.
 */
export async function fireWebhook({ api, main }: Cluster, volley: Volley): Promise<Answered> {
	const { path, node, tasks } = volley;
	const workflow = chain(`Webhook ${path}`, webhookStart(path), node);
	const { id: workflowId } = await api.createWorkflow(workflow);
	await api.activateWorkflow(workflowId);
	await Promise.all(
		tasks.map(async (task) => {
			const query = new URLSearchParams({ task });
			const { status } = await fetch(`${main.url}/webhook/${path}?${query.toString()}`, {
				signal: AbortSignal.timeout(STARTED_MS),
			});
			if (status !== 200) throw new Error(`n8n answered a webhook with ${status}`);
		}),
	);
	const ended = async () =>
		(await api.listExecutions(workflowId)).filter(
			({ status }) => !['new', 'running', 'waiting'].includes(status),
		);
	await within(ALL_ENDED_MS, `All executions of ${path}`, async () => {
		return (await ended()).length === tasks.length;
	});
	const answers: IDataObject[][] = [];
	for (const { id } of await ended()) {
		const execution = await api.getExecution(id);
		answers.push(itemsOf(execution, node.name).map(({ json }) => json));
	}
	return { ...volley, workflowId, answers };
}
