import type { INode, INodeConnections } from 'n8n-workflow';
import type { StoredCredential, WorkflowJson } from './workflowJson';

const DISTANCE = 200;

/** What matters of a node in a test. */
export interface NodeOptions {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INode['parameters'];
	credentials?: readonly StoredCredential[];
	/** n8n needs one in a node that listens for a webhook. */
	webhookId?: string;
}

/** A workflow of nodes that follow each other by their first outputs. */
export function chain(name: string, ...given: readonly NodeOptions[]): WorkflowJson {
	const nodes = given.map((options, index) => nodeOf(options, index));
	const links = nodes.slice(1).map((node, index): [string, INodeConnections] => {
		const target = { node: node.name, type: 'main' as const, index: 0 };
		return [nodes[index]?.name ?? '', { main: [[target]] }];
	});
	return { name, nodes, connections: Object.fromEntries(links) };
}

function nodeOf(options: NodeOptions, index: number): INode {
	const { name, type, typeVersion = 1, parameters = {}, webhookId, credentials = [] } = options;
	return {
		id: `node-${index}`,
		name,
		type,
		typeVersion,
		position: [index * DISTANCE, 0],
		parameters,
		...(webhookId === undefined ? {} : { webhookId }),
		credentials: Object.fromEntries(
			credentials.map((one) => [one.type, { id: one.id, name: one.name }]),
		),
	};
}
