import type { N8nServer } from '../../../scripts/n8n/server';
import { runsOf } from '../../e2e/support/execution';
import { N8nApi } from '../../e2e/support/n8nApi';
import type { StoredWorkflow } from '../../e2e/support/workflowJson';
import type { Simulator } from '../simulators/simulator';
import { runningTasks } from './rodin';
import type { Sample } from './rounds';
import { ASKING, askingWorkflow, httpRequestNode, taskStatusNode } from './workflows';

export const TASKS = 1000;
export const HTTP_REQUEST = 'HTTP Request';
export const NODE = 'Task Status';

const WARM_UP_TASKS = 20;
const TIMEOUT_MS = 120_000;
const CREDENTIAL = 'hyper3dRodinApi';

/** The same 1,000 items for a node of a real n8n, with a stored credential. */
export interface Bench {
	readonly server: N8nServer;
	readonly simulator: Simulator;
	readonly api: N8nApi;
	/** By the name of the node that asks. */
	readonly workflows: ReadonlyMap<string, StoredWorkflow>;
	readonly warmUps: ReadonlyMap<string, StoredWorkflow>;
}

/** Stores the credential, and a workflow for each of the two nodes. */
export async function prepare(server: N8nServer, simulator: Simulator): Promise<Bench> {
	const api = await N8nApi.connect(server.url);
	const { baseUrl, key } = simulator;
	const { id } = await api.createCredential(CREDENTIAL, 'Rodin', { apiKey: key, baseUrl });
	const credentials = { [CREDENTIAL]: { id, name: 'Rodin' } };
	const create = async (tasks: number) => {
		const items = await runningTasks(simulator, tasks);
		const nodes = [
			[HTTP_REQUEST, httpRequestNode(baseUrl, credentials)],
			[NODE, taskStatusNode(credentials)],
		] as const;
		const stored = nodes.map(async ([name, node]) => {
			return [name, await api.createWorkflow(askingWorkflow(name, node, items))] as const;
		});
		return new Map(await Promise.all(stored));
	};
	const workflows = await create(TASKS);
	return { server, simulator, api, workflows, warmUps: await create(WARM_UP_TASKS) };
}

/** The time n8n itself noted for the node. */
export async function run({ api, workflows }: Bench, name: string): Promise<Sample> {
	const execution = await api.runWorkflow(workflows.get(name)?.id ?? '', { timeoutMs: TIMEOUT_MS });
	const [node] = runsOf(execution, ASKING);
	if (execution.status !== 'success' || node === undefined) throw new Error(`${name} failed`);
	return { ms: node.executionTime };
}
