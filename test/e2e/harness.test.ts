import type { INode } from 'n8n-workflow';
import { startN8n, type N8nServer } from '../../scripts/n8n/server';
import { itemsOf } from './support/execution';
import { N8nApi } from './support/n8nApi';
import type { WorkflowJson } from './support/workflowJson';

const START_TIMEOUT_MS = 120_000;
const TEST_TIMEOUT_MS = 60_000;

const trigger: INode = {
	id: '1',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const setField: INode = {
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

const everyMinute: INode = {
	id: '3',
	name: 'Every minute',
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	position: [0, 0],
	parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } },
};

function startThenSet(first: INode): WorkflowJson {
	return {
		name: `${first.name} → Set`,
		nodes: [first, setField],
		connections: { [first.name]: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
	};
}

describe('a real n8n', () => {
	let server: N8nServer;
	let api: N8nApi;

	beforeAll(async () => {
		server = await startN8n();
		api = await N8nApi.connect(server.url);
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		await server?.stop();
	}, TEST_TIMEOUT_MS);

	it(
		'runs a workflow and gives back the items of a node',
		async () => {
			const { id } = await api.createWorkflow(startThenSet(trigger));
			const execution = await api.runWorkflow(id);
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'Set').map((item) => item.json)).toEqual([{ answer: 'forty-two' }]);
			expect((await api.listExecutions(id)).map((summary) => summary.id)).toEqual([execution.id]);
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'activates and deactivates a workflow',
		async () => {
			const { id } = await api.createWorkflow(startThenSet(everyMinute));
			await api.activateWorkflow(id);
			expect((await api.getWorkflow(id)).active).toBe(true);
			await api.deactivateWorkflow(id);
			expect((await api.getWorkflow(id)).active).toBe(false);
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'keeps rows in a Data Table that the public API can read',
		async () => {
			const tableId = await api.createDataTable('Harness', [{ name: 'taskId', type: 'string' }]);
			await api.insertRows(tableId, [{ taskId: 'one' }]);
			expect(await api.listRows(tableId)).toMatchObject([{ taskId: 'one' }]);

			const response = await fetch(`${server.url}/api/v1/data-tables/${tableId}/rows`, {
				headers: { 'x-n8n-api-key': await api.createApiKey() },
			});
			expect(await response.json()).toMatchObject({ data: [{ taskId: 'one' }] });
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'keeps its workflows and its owner across a crash and a restart',
		async () => {
			const { id } = await api.createWorkflow(startThenSet(trigger));
			await server.kill();
			await server.restart();
			api = await N8nApi.connect(server.url);
			expect((await api.runWorkflow(id)).status).toBe('success');
		},
		TEST_TIMEOUT_MS,
	);
});
