import type { WorkflowJson } from './workflowJson';

/** A change of a workflow: these parameters for the nodes that are meant. */
export function changeNodes(
	which: (node: WorkflowJson['nodes'][number]) => boolean,
	parameters: Record<string, string | number>,
): (workflow: WorkflowJson) => WorkflowJson {
	return (workflow) => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			which(node) ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
		),
	});
}
