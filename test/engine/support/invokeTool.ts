import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, ISupplyDataFunctions } from 'n8n-workflow';

import { CredentialStore } from './credentialStore';
import type { CredentialData } from './credentialStore';
import { createAdditionalData, nodeTypes } from './engine';

/** A call of Task Status by a model. */
export interface ToolCall {
	readonly parameters: INodeParameters;
	readonly credentials: CredentialData;
	/** The item that the agent is at work on: `$json` of the tool's expressions. */
	readonly agentItem: IDataObject;
	/** What the model has filled in: `$fromAI` of the tool's expressions. */
	readonly toolArgs: IDataObject;
	readonly settings?: Partial<INode>;
}

/**
 * Calls the node as n8n does outside the Tools Agent (older agents, chains, the MCP trigger): no
 * workflow engine runs it, and its input are the model's arguments.
 * @returns the text that the model gets
 */
export async function invokeTool(call: ToolCall): Promise<string> {
	const node: INode = {
		id: 'node-1',
		name: 'Task Status',
		type: 'n8n-nodes-task-status.taskStatusTool',
		typeVersion: 1,
		position: [0, 0],
		parameters: call.parameters,
		credentials: Object.fromEntries(
			Object.keys(call.credentials).map((type) => [type, { id: type, name: type }]),
		),
		...call.settings,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = createAdditionalData(new CredentialStore(call.credentials));
	const run = createRunExecutionData({});
	const agentItems = [{ json: call.agentItem }];
	const inputData = { main: [agentItems] };
	const contextOf = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData,
			'manual',
			run,
			runIndex,
			agentItems,
			{},
			NodeConnectionTypes.AiTool,
			{ node, data: inputData, source: null },
			[],
		) as ISupplyDataFunctions;
	const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return await makeHandleToolInvocation(contextOf, node, nodeType, run)(call.toolArgs);
}
