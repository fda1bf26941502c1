import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TaskStatus } from '../../../nodes/TaskStatus/TaskStatus.node';
import { CredentialStore } from './credentialStore';
import type { CredentialData } from './credentialStore';

const PACKAGE = 'n8n-nodes-task-status';
const START = 'Start';

/** The node that hands in the items: the engine wants a source for paired items. */
const start: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Hands in the items',
		defaults: { name: START },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

/** A node as n8n offers it to an AI agent: a type of its own, with one output of another kind. */
function asToolOf(node: INodeType): INodeType {
	const tool: INodeType = Object.create(node) as INodeType;
	tool.description = {
		...node.description,
		name: `${node.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return tool;
}

const TYPES: Readonly<Record<string, INodeType>> = {
	'test.start': start,
	[`${PACKAGE}.taskStatus`]: new TaskStatus(),
	[`${PACKAGE}.taskStatusTool`]: asToolOf(new TaskStatus()),
};

/** The node types of these tests. */
export const nodeTypes: INodeTypes = {
	getByName: (type) => nodeTypes.getByNameAndVersion(type),
	getByNameAndVersion: (type) => {
		const nodeType = TYPES[type];
		if (nodeType === undefined) throw new Error(`Unknown node type ${type}`);
		return NodeHelpers.getVersionedNodeType(nodeType);
	},
	getKnownTypes: () => ({}),
};

/** What a test runs Task Status with. */
export interface EngineRun {
	readonly parameters: INodeParameters;
	readonly credentials: CredentialData;
	readonly items?: readonly IDataObject[];
	readonly onError?: INode['onError'];
	/** What an author sets on the node's Settings tab. */
	readonly settings?: Partial<INode>;
	/** Runs the node's tool, as an AI agent does. */
	readonly asTool?: boolean;
	/** Called with a function that stops the execution, as n8n's Stop button does. */
	readonly onStarted?: (stop: () => void) => void;
}

/** How Task Status ran. */
export interface EngineResult {
	readonly outputs: ReadonlyArray<readonly INodeExecutionData[]>;
	readonly error: IRun['data']['resultData']['error'];
	readonly status: IRun['status'];
	readonly run: IRun;
	readonly credentialLookUps: number;
}

/** Runs a workflow of Task Status alone in n8n's real engine. */
export async function runTaskStatus(options: EngineRun): Promise<EngineResult> {
	const node: INode = {
		id: 'node-1',
		name: 'Task Status',
		type: `${PACKAGE}.taskStatus${options.asTool ? 'Tool' : ''}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: options.parameters,
		credentials: Object.fromEntries(
			Object.keys(options.credentials).map((type) => [type, { id: type, name: type }]),
		),
		...(options.onError && { onError: options.onError }),
		...options.settings,
	};
	const store = new CredentialStore(options.credentials);
	const workflow = createWorkflow(node);
	const main = (options.items ?? [{}]).map((json) => ({ json }));
	const startNode = workflow.getNode(START) as INode;
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: startNode, data: { main: [main] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(
		createAdditionalData(store),
		'trigger',
		data,
	).processRunExecutionData(workflow);
	options.onStarted?.(() => execution.cancel());
	const run = await execution;
	const taskData = run.data.resultData.runData[node.name]?.[0];
	return {
		outputs: (taskData?.data?.main ?? []).map((items) => items ?? []),
		error: run.data.resultData.error,
		status: run.status,
		run,
		credentialLookUps: store.lookUps,
	};
}

function createWorkflow(node: INode): Workflow {
	return new Workflow({
		id: 'workflow-1',
		name: 'Engine test',
		active: false,
		nodeTypes,
		nodes: [
			{
				id: 'node-0',
				name: START,
				type: 'test.start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node,
		],
		connections: { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	});
}

/** What the engine needs of the server around it. */
export function createAdditionalData(store: CredentialStore): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:5678';
	return {
		hooks: new ExecutionLifecycleHooks('trigger', 'execution-1', {
			name: 'Engine test',
		} as IWorkflowBase),
		credentialsHelper: store,
		executeWorkflow: async () => await Promise.reject(new Error('No sub-workflows in this test')),
		getRunExecutionData: async () => await Promise.resolve(undefined),
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formWaitingBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		webhookTestBaseUrl: url,
		variables: {},
		logAiEvent: () => undefined,
		startRunnerTask: async () => await Promise.reject(new Error('No task runner in this test')),
	} as unknown as IWorkflowExecuteAdditionalData;
}
