import { NodeHelpers, Workflow } from 'n8n-workflow';
import type { INode, INodeParameters, INodeTypes } from 'n8n-workflow';

import { countOutputs, outputOf } from '../../../nodes/TaskStatus/outputs';
import { TaskStatus } from '../../../nodes/TaskStatus/TaskStatus.node';
import { providers } from '../../../nodes/providers';

const node = new TaskStatus();
const nodeTypes = {
	getByNameAndVersion: () => node,
	getByName: () => node,
	getKnownTypes: () => ({}),
} as INodeTypes;

/** What n8n makes of a saved node: defaults filled in, expressions evaluated. */
function inWorkflow(parameters: INodeParameters) {
	const saved: INode = {
		id: 'node-1',
		name: 'Task Status',
		type: 'n8n-nodes-task-status.taskStatus',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({ active: false, connections: {}, nodeTypes, nodes: [saved] });
	return { workflow, node: workflow.getNode(saved.name) as INode };
}

/** The outputs as n8n's own expressions find them: their labels, or their number without labels. */
function outputsOf(parameters: INodeParameters): string[] {
	const { workflow, node: loaded } = inWorkflow(parameters);
	return NodeHelpers.getNodeOutputs(workflow, loaded, node.description).map((output) => {
		if (typeof output === 'string') return output;
		expect(output.type).toBe('main');
		return output.displayName ?? 'main';
	});
}

/** Providers whose tasks can wait for a person: written out, since an output more moves the others. */
const WITH_ACTION = ['firecrawl', 'httpApi', 'hyper3dOnPremises'];

const operations = (
	node.description.properties.find(({ name }) => name === 'operation')?.options ?? []
).map((option) => ('value' in option ? String(option.value) : ''));

/** Operations whose tasks leave by outcome; all others have one output. */
const BY_OUTCOME = ['getStatus', 'waitForCompletion'];

describe.each(providers.map(({ name }) => name))('The outputs with %s', (provider) => {
	const byOutcome = [
		'Done',
		'In Progress',
		'Failed',
		...(WITH_ACTION.includes(provider) ? ['Action Required'] : []),
	];

	it.each(
		operations.flatMap((operation) =>
			['byOutcome', 'single'].map((outputMode) => [operation, outputMode] as const),
		),
	)('of %s with the mode %s', (operation, outputMode) => {
		const parameters = { provider, operation, outputMode };
		const expected =
			outputMode === 'byOutcome' && BY_OUTCOME.includes(operation) ? byOutcome : ['main'];
		expect(outputsOf(parameters)).toEqual(expected);
		expect(countOutputs(parameters, false)).toBe(expected.length);
	});

	it('are by outcome where nothing else was chosen', () => {
		expect(outputsOf({ provider })).toEqual(byOutcome);
	});

	it.each(operations)('of its tool with %s is one', (operation) => {
		expect(countOutputs({ provider, operation }, true)).toBe(1);
	});
});

describe('The outputs', () => {
	it('of a node fresh from the panel are three', () => {
		expect(outputsOf({})).toEqual(['Done', 'In Progress', 'Failed']);
	});

	it('with On Error → error output have one more at the end', () => {
		const { workflow, node: loaded } = inWorkflow({});
		loaded.onError = 'continueErrorOutput';
		const outputs = NodeHelpers.getNodeOutputs(workflow, loaded, node.description);
		expect(outputs).toHaveLength(4);
		expect(outputs[3]).toMatchObject({ category: 'error' });
	});
});

describe('The output of an outcome', () => {
	it('is its own, or the only one', () => {
		expect(outputOf('failed', 3)).toBe(2);
		expect(outputOf('actionRequired', 4)).toBe(3);
		expect(outputOf('actionRequired', 1)).toBe(0);
	});

	it('that is missing is a bug, never Done', () => {
		expect(() => outputOf('actionRequired', 3)).toThrow(/no output for the outcome/);
	});
});

describe('The subtitle', () => {
	it.each(
		providers.flatMap(({ name, displayName }) =>
			operations.map((operation) => [displayName, operation, name] as const),
		),
	)('names operation and provider: %s, %s', (displayName, operation, provider) => {
		const { workflow, node: loaded } = inWorkflow({ provider, operation });
		const subtitle = workflow.expression.getSimpleParameterValue(
			loaded,
			node.description.subtitle,
			'internal',
			{},
		);
		expect(subtitle).toMatch(new RegExp(`^[A-Z][A-Za-z ]+: ${displayName}$`));
	});
});
