import type { INode } from 'n8n-workflow';
import type { WorkflowJson } from './workflowJson';

export const trigger: INode = {
	id: '1',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export const setField: INode = {
	id: '2',
	name: 'Set',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [200, 0],
	parameters: {
		assignments: {
			assignments: [{ id: 'a', name: 'answer', type: 'string', value: 'forty-two' }],
		},
	},
};

export const waitLong: INode = {
	id: '4',
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	position: [200, 0],
	parameters: { amount: 30, unit: 'seconds' },
};

export const submit: INode = {
	id: '5',
	name: 'Submit',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [200, 0],
	parameters: {
		url: 'https://api.hyper3d.com/api/v2/rodin',
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'hyper3dRodinApi',
	},
	credentials: { hyper3dRodinApi: { id: 'of-another-n8n', name: 'Rodin' } },
};

export const everyMinute: INode = {
	id: '3',
	name: 'Every minute',
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	position: [0, 0],
	parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } },
};

/** A workflow of two nodes: a trigger, and what follows. */
export function startThen(first: INode, second: INode): WorkflowJson {
	return {
		name: `${first.name} → ${second.name}`,
		nodes: [first, second],
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
	};
}
