import { chain } from '../e2e/support/chain';
import { itemsOf } from '../e2e/support/execution';
import { manualStart, taskStatus } from '../e2e/support/taskNodes';
import { startSimulators, type Simulators } from '../simulators';
import { INSTALL_TIMEOUT_MS, startNewN8n, VERSION, type NewN8n } from './support/newN8n';
import { CREDENTIALS, NODES } from './support/manifest';
import { testEnds } from './suites/ends';
import { testResume } from './suites/resume';
import { testScopes } from './suites/scopes';
import { testTriggers } from './suites/triggers';

const PACKAGE = 'n8n-nodes-task-status';
const TEST_TIMEOUT_MS = 600_000;
/** The names of n8n 2.40.7's scheduler.config. */
const DURABLE_POLLS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_LOG_FORMAT: 'json',
};

jest.setTimeout(TEST_TIMEOUT_MS);

describe(`n8n ${VERSION}`, () => {
	let simulators: Simulators;
	let plain: NewN8n;
	let durable: NewN8n;

	beforeAll(async () => {
		simulators = await startSimulators();
		// One after the other: the second finds the installation of the first.
		plain = await startNewN8n(simulators);
		durable = await startNewN8n(simulators, DURABLE_POLLS);
	}, INSTALL_TIMEOUT_MS);

	afterAll(async () => {
		await Promise.all([plain?.server.stop(), durable?.server.stop()]);
		await simulators?.close();
	});

	it('loads every node and credential of the package, and Task Status also as a tool', async () => {
		const nodes = [...NODES, 'taskStatusTool'].map((name) => `${PACKAGE}.${name}`);
		expect(await plain.api.nodeTypes()).toEqual(expect.arrayContaining(nodes));
		expect(await plain.api.credentialTypes()).toEqual(expect.arrayContaining(CREDENTIALS));
	});

	it('waits for a Rodin task and downloads its results', async () => {
		const { subscriptionKey, taskUuid } = simulators.rodin.addTask({ runningMs: 1_500 });
		const rodin = plain.credential('hyper3dRodinApi');
		const wait = taskStatus('Wait', rodin, {
			provider: 'hyper3dRodin',
			operation: 'waitForCompletion',
			subscriptionKey,
			taskUuid,
			pollInterval: 1,
		});
		const results = taskStatus('Results', rodin, {
			provider: 'hyper3dRodin',
			operation: 'getResults',
			subscriptionKey: '={{ $json.ref.subscriptionKey }}',
			taskUuid: '={{ $json.ref.taskUuid }}',
		});
		const { id } = await plain.api.createWorkflow(chain('Main job', manualStart, wait, results));
		const execution = await plain.api.runWorkflow(id, { timeoutMs: TEST_TIMEOUT_MS });
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Wait')).toMatchObject([{ json: { state: 'succeeded' } }]);
		const files = itemsOf(execution, 'Results');
		expect(files.length).toBeGreaterThan(0);
		for (const { json, binary } of files) {
			expect(binary?.data).toMatchObject({ fileName: json.fileName, mimeType: json.mimeType });
		}
	});

	const scene = () => ({ simulators, engines: { plain, durable } });
	testTriggers(scene);
	testScopes(() => ({ simulators, n8n: plain }));
	testEnds(scene);
	testResume(scene);
});
