import type { IDataObject, INode } from 'n8n-workflow';
import type { Execution } from '../support/execution';
import type { Scene } from '../support/scene';
import type { StoredCredential, WorkflowJson } from '../support/workflowJson';

export const NODE = 'Task Status';
const START = 'Start';

/** A workflow whose one node of interest is Task Status. */
export interface OneNode {
	parameters: INode['parameters'];
	/** By its name, as the scene has stored it. */
	credential: string;
	/** What the trigger gives; default: one empty item. */
	items?: IDataObject[];
	onError?: INode['onError'];
	/** What else an author sets on the node's Settings tab. */
	settings?: Partial<INode>;
}

/** Stores the workflow and returns its id. */
export async function store({ api }: Scene, oneNode: OneNode): Promise<string> {
	const credentials = await api.listCredentials();
	const credential = credentials.find(({ name }) => name === oneNode.credential);
	if (credential === undefined) throw new Error(`There is no credential ${oneNode.credential}`);
	const { id } = await api.createWorkflow(workflowOf(oneNode, credential));
	return id;
}

/** Stores the workflow, runs it and waits for its end. */
export async function run(scene: Scene, oneNode: OneNode): Promise<Execution> {
	return await scene.api.runWorkflow(await store(scene, oneNode));
}

function workflowOf(
	{ parameters, items = [{}], onError, settings }: OneNode,
	{ id, name, type }: StoredCredential,
): WorkflowJson {
	const node: INode = {
		id: 'task-status',
		name: NODE,
		type: 'n8n-nodes-task-status.taskStatus',
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: { [type]: { id, name } },
		...(onError && { onError }),
		...settings,
	};
	const start: INode = {
		id: 'start',
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		name: `Task Status: ${String(parameters.provider)} ${String(parameters.operation)}`,
		nodes: [start, node],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { [START]: items.map((json) => ({ json })) },
	};
}
