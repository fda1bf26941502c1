import type { IConnections, INode, IPinData, IWorkflowSettings } from 'n8n-workflow';

/** A workflow as it is written down in a file. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

/** A workflow that n8n has stored. */
export interface StoredWorkflow extends WorkflowJson {
	id: string;
	active: boolean;
	versionId: string;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/**
 * The workflow with the credentials of this n8n: the one of the same type and name, else the only
 * one of that type. Files carry names; ids differ from one n8n to the next.
 */
export function withCredentials(
	workflow: WorkflowJson,
	credentials: readonly StoredCredential[],
): WorkflowJson {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			...(node.credentials === undefined
				? {}
				: {
						credentials: Object.fromEntries(
							Object.entries(node.credentials).map(([type, { name }]) => [
								type,
								find(credentials, type, name),
							]),
						),
					}),
		})),
	};
}

/** The workflow with every occurrence of the given texts replaced, in all nodes. */
export function withReplacements(
	workflow: WorkflowJson,
	replacements: Readonly<Record<string, string>>,
): WorkflowJson {
	let nodes = JSON.stringify(workflow.nodes);
	for (const [from, to] of Object.entries(replacements)) {
		nodes = nodes.replaceAll(inJson(from), inJson(to));
	}
	return { ...workflow, nodes: JSON.parse(nodes) as INode[] };
}

function find(credentials: readonly StoredCredential[], type: string, name: string) {
	const sameType = credentials.filter((credential) => credential.type === type);
	const found =
		sameType.find((credential) => credential.name === name) ??
		(sameType.length === 1 ? sameType[0] : undefined);
	if (found === undefined) {
		throw new Error(`No credential "${name}" of type ${type}: create it before the import`);
	}
	return { id: found.id, name: found.name };
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
