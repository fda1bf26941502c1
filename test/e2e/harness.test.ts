import { startN8n, type N8nServer } from '../../scripts/n8n/server';
import { itemsOf } from './support/execution';
import { N8nApi } from './support/n8nApi';
import {
	everyMinute,
	setField,
	startThen,
	submit,
	trigger,
	waitLong,
} from './support/tinyWorkflows';

const START_TIMEOUT_MS = 120_000;
const TEST_TIMEOUT_MS = 60_000;

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
		'has loaded the packed package, also as a tool for AI agents',
		async () => {
			expect(await api.nodeTypes()).toEqual(
				expect.arrayContaining([
					'n8n-nodes-task-status.taskStatus',
					'n8n-nodes-task-status.taskStatusTool',
				]),
			);
			expect(await api.credentialTypes()).toContain('hyper3dRodinApi');
		},
		TEST_TIMEOUT_MS,
	);

	it.each(['taskStatus', 'taskCompletedTrigger'])(
		'finds %s by the words people search for: n8n drops a codex file without resources silently',
		async (name) => {
			const words = ['rodin', 'hyper3d', 'rocketride', 'cloudcoin', 'poll', 'wait', 'status', '3d'];
			const known = await api.searchWords(`n8n-nodes-task-status.${name}`);
			expect(known).toEqual(expect.arrayContaining(words));
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'imports a workflow with the credential of that name and with other addresses',
		async () => {
			const data = { apiKey: 'a key', baseUrl: 'http://127.0.0.1:1' };
			const { id, name } = await api.createCredential('hyper3dRodinApi', 'Rodin', data);
			await api.createCredential('hyper3dRodinApi', 'Another Rodin', data);
			const replacements = { 'https://api.hyper3d.com/api/v2': data.baseUrl };
			const imported = await api.importWorkflow(startThen(trigger, submit), { replacements });
			const [, node] = (await api.getWorkflow(imported.id)).nodes;
			expect(node?.credentials).toEqual({ hyper3dRodinApi: { id, name } });
			expect(node?.parameters.url).toBe('http://127.0.0.1:1/rodin');
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'stops a running execution',
		async () => {
			const { id } = await api.createWorkflow(startThen(trigger, waitLong));
			const executionId = await api.startWorkflow(id);
			await api.stopExecution(executionId);
			expect((await api.waitForExecution(executionId)).status).toBe('canceled');
		},
		TEST_TIMEOUT_MS,
	);

	it(
		'runs a workflow and gives back the items of a node',
		async () => {
			const { id } = await api.createWorkflow(startThen(trigger, setField));
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
			const { id } = await api.createWorkflow(startThen(everyMinute, setField));
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
			const { id } = await api.createWorkflow(startThen(trigger, setField));
			await server.kill();
			await server.restart();
			api = await N8nApi.connect(server.url);
			expect((await api.runWorkflow(id)).status).toBe('success');
		},
		TEST_TIMEOUT_MS,
	);
});
