import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';

import { CredentialStore } from '../../engine/support/credentialStore';
import { createAdditionalData } from '../../engine/support/engine';

/** The one parameter of the node. */
export const PARAMETER = 'id';

const nodeType = {
	description: {
		outputs: ['main'],
		properties: [{ displayName: 'ID', name: PARAMETER, type: 'string', default: '' }],
	},
};

const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/**
 * What n8n's engine hands to a node: its helpers and a parameter, without a node around them.
 * @param id the parameter's value, e.g. an expression
 */
export function n8nContext(id: string, items: readonly IDataObject[]): ExecuteContext {
	const node: INode = {
		id: 'node-1',
		name: 'Bench',
		type: 'bench.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: { [PARAMETER]: id },
	};
	const main = items.map((json) => ({ json }));
	const inputData = { main: [main] };
	const settings = { id: 'workflow-1', active: false, nodes: [node], connections: {}, nodeTypes };
	return new ExecuteContext(
		new Workflow(settings),
		node,
		createAdditionalData(new CredentialStore({})),
		'trigger',
		createRunExecutionData({}),
		0,
		main,
		inputData,
		{ node, data: inputData, source: null },
		[],
	);
}
