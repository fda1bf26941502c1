import { chain, type NodeOptions } from '../../e2e/support/chain';
import { webhookStart } from '../../e2e/support/taskNodes';
import type { Cluster } from './cluster';

export interface Volley {
	path: string;
	/** Follows the webhook, whose query has the task as `task`. */
	node: NodeOptions;
	tasks: readonly string[];
}

export interface Answered extends Volley {
	workflowId: string;
	/** What each request was answered with, in the order of the tasks. */
	answers: unknown[];
}

/** Makes a workflow of a webhook and a node, and calls it for all tasks at the same time. */
export async function fireWebhook({ api, main }: Cluster, volley: Volley): Promise<Answered> {
	const { path, node, tasks } = volley;
	const workflow = chain(`Webhook ${path}`, webhookStart(path), node);
	const { id: workflowId } = await api.createWorkflow(workflow);
	await api.activateWorkflow(workflowId);
	const answers = await Promise.all(
		tasks.map(async (task) => {
			const query = new URLSearchParams({ task });
			const response = await fetch(`${main.url}/webhook/${path}?${query.toString()}`);
			return (await response.json()) as unknown;
		}),
	);
	return { ...volley, workflowId, answers };
}
