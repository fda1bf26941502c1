import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeTypes } from 'n8n-workflow';

import { CredentialStore } from '../../engine/support/credentialStore';
import { createAdditionalData } from '../../engine/support/engine';

const node: INode = {
	id: 'node-1',
	name: 'Helpers',
	type: 'bench.helpers',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const nodeTypes = {
	getByName: () => undefined,
	getByNameAndVersion: () => undefined,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** The helpers that n8n's engine hands to a node, without a node around them. */
export function n8nHelpers(): IExecuteFunctions['helpers'] {
	const inputData = { main: [[{ json: {} }]] };
	const workflow = new Workflow({
		id: 'workflow-1',
		active: false,
		nodes: [node],
		connections: {},
		nodeTypes,
	});
	return new ExecuteContext(
		workflow,
		node,
		createAdditionalData(new CredentialStore({})),
		'trigger',
		createRunExecutionData({}),
		0,
		inputData.main[0] ?? [],
		inputData,
		{ node, data: inputData, source: null },
		[],
	).helpers;
}
