import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { filesFolder } from '../../scripts/n8n/userFolder';
import { exampleFiles, readExample } from '../../scripts/start/examples';
import { eventually } from '../support/eventually';
import { textOf, type ChatRequest } from '../simulators/openAi/chat';
import { sampleFile } from '../simulators/support/files';
import { changeNodes } from './support/changeNodes';
import { itemsOf, runsOf, type Execution } from './support/execution';
import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';
import type { WorkflowJson } from './support/workflowJson';

const TEST_TIMEOUT_MS = 60_000;
const RODIN_FILES = ['base_basic_pbr.glb', 'texture_diffuse.png', 'preview.webp'];

jest.setTimeout(TEST_TIMEOUT_MS);

describe('the examples, on a real n8n', () => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene();
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await scene?.close();
	});

	afterEach(() => {
		scene.simulators.rodin.defaults = {};
		scene.simulators.cloudCoin.defaults = {};
	});

	it('all use node types and credentials that this n8n has', async () => {
		const types = new Set(await scene.api.nodeTypes());
		for (const file of await exampleFiles()) {
			const { nodes } = await scene.importExample(file);
			const unknown = nodes.map(({ type }) => type).filter((type) => !types.has(type));
			expect({ file, unknown }).toEqual({ file, unknown: [] });
		}
	});

	it('all explain themselves in notes and name no machine of their author', async () => {
		for (const file of await exampleFiles()) {
			const workflow = await readExample(file);
			const notes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
			expect({ file, explained: notes.length >= 3 }).toEqual({ file, explained: true });
			expect(JSON.stringify(workflow)).not.toMatch(/127\.0\.0\.1:(?!5565)|\/root|\/tmp|\/Users/);
		}
	});

	it('all stand in the table of the README, with a picture that is there or a dash', async () => {
		const folder = join(__dirname, '..', '..', 'examples');
		const readme = await readFile(join(folder, 'README.md'), 'utf8');
		const linked = [...readme.matchAll(/\]\(([\w-]+\.json)\)/g)].map(([, file]) => file);
		expect(linked.sort()).toEqual(await exampleFiles());
		const pictures = [...readme.matchAll(/\]\((\.\.\/docs\/images\/[\w-]+\.png)\)/g)];
		const rows = readme.split('\n').filter((line) => line.includes('.json)'));
		for (const row of rows) expect(row).toMatch(/\]\(\.\.\/docs\/[^)]+\)\s+\|$|\| —\s+\|$/);
		for (const [, path = ''] of pictures) await access(join(folder, path));
	});

	describe('rodin-loop', () => {
		it('goes round until the model is done, then downloads every file', async () => {
			const { rodin } = scene.simulators;
			const execution = await run('rodin-loop.json', waiting(1));
			expect(execution.status).toBe('success');

			const looks = runsOf(execution, 'Task Status').length;
			expect(looks).toBeGreaterThan(1);
			expect(runsOf(execution, 'Wait')).toHaveLength(looks - 1);
			expect(rodin.submissions).toBe(1);

			const [submitted] = itemsOf(execution, 'Submit to Rodin');
			const underWay = itemsOf(execution, 'Task Status', 1);
			expect(underWay).toHaveLength(looks - 1);
			expect(underWay[0]?.json).toMatchObject({
				outcome: 'inProgress',
				finished: false,
				// Of the submit answer: input fields are kept, so that the loop can go on.
				uuid: submitted?.json.uuid,
			});
			const done = itemsOf(execution, 'Task Status', 0);
			expect(done.map(({ json }) => json)).toEqual([
				expect.objectContaining({
					provider: 'hyper3dRodin',
					taskId: submitted?.json.uuid,
					state: 'succeeded',
					outcome: 'done',
					progress: 100,
				}),
			]);
			expect(itemsOf(execution, 'Task Status', 2)).toEqual([]);
			expect(runsOf(execution, 'Why It Failed')).toEqual([]);

			expect(fileNames(itemsOf(execution, 'Get Results'))).toEqual(RODIN_FILES);
			expect(itemsOf(execution, 'Get Results').some((item) => item.binary)).toBe(false);
			await expectFiles(itemsOf(execution, 'Download File'));
			expect(rodin.sawAuthorization).toBe(false);
		});

		it('sends a failed task to Failed, with the reason', async () => {
			scene.simulators.rodin.defaults = { plan: 'fail', queuedMs: 0, runningMs: 500 };
			const execution = await run('rodin-loop.json', waiting(1));
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'Task Status', 0)).toEqual([]);
			expect(itemsOf(execution, 'Task Status', 2)[0]?.json).toMatchObject({
				state: 'failed',
				outcome: 'failed',
				succeeded: false,
			});
			const [why] = itemsOf(execution, 'Why It Failed');
			expect(why?.json.state).toBe('failed');
			expect(why?.json.reason).toMatch(/^1 of 3 jobs failed/);
			expect(runsOf(execution, 'Get Results')).toEqual([]);
		});
	});

	describe('rodin-image-to-model', () => {
		it('reads a picture, waits, and writes the model to disk', async () => {
			const { rodin } = scene.simulators;
			rodin.clearRequests();
			const execution = await run('rodin-image-to-model.json', polling(1));
			expect(execution.status).toBe('success');
			const submit = rodin.requests.find(({ path }) => path.endsWith('/rodin'));
			expect(submit?.body).toMatchObject({ images: expect.stringMatching(/bytes/) as string });

			expect(itemsOf(execution, 'Wait for Completion', 0)[0]?.json).toMatchObject({
				state: 'succeeded',
				timedOut: false,
			});
			const results = itemsOf(execution, 'Get Results');
			await expectFiles(results);
			expect(fileNames(itemsOf(execution, 'Save File'))).toHaveLength(RODIN_FILES.length);
			for (const name of RODIN_FILES) {
				const saved = await readFile(join(filesFolder(scene.server.userFolder), name));
				expect(saved.equals(sampleFile(name))).toBe(true);
			}
		});

		it('writes nothing when the task fails', async () => {
			scene.simulators.rodin.defaults = { plan: 'fail', queuedMs: 0, runningMs: 0 };
			const execution = await run('rodin-image-to-model.json', polling(1));
			expect(itemsOf(execution, 'Why It Failed')[0]?.json.state).toBe('failed');
			expect(runsOf(execution, 'Save File')).toEqual([]);
		});
	});

	describe('cloudcoin-backup', () => {
		it('goes round until the backup is done, and gives its result', async () => {
			const { cloudCoin } = scene.simulators;
			const execution = await run('cloudcoin-backup.json', waiting(1));
			expect(execution.status).toBe('success');
			expect(cloudCoin.starts).toBe(1);
			expect(itemsOf(execution, 'Task Status', 1).length).toBeGreaterThan(0);
			expect(itemsOf(execution, 'Task Status', 0)[0]?.json).toMatchObject({
				provider: 'cloudCoin',
				state: 'succeeded',
			});
			const result = { FileName: 'CloudCoin/Backups/Default.zip' };
			expect(itemsOf(execution, 'Get Results')[0]?.json.result).toEqual(result);
			expect(itemsOf(execution, 'Backup File')[0]?.json).toEqual({ file: result.FileName });
		});

		it('sends a failed task to Failed, with the reason', async () => {
			const failure = { code: 5004, message: 'Not enough room for a backup' };
			scene.simulators.cloudCoin.defaults = { plan: 'fail', runningMs: 0, failure };
			const execution = await run('cloudcoin-backup.json', waiting(1));
			expect(itemsOf(execution, 'Task Status', 2)[0]?.json).toMatchObject({
				state: 'failed',
				failure: { code: '5004', message: failure.message },
			});
			expect(itemsOf(execution, 'Why It Failed')[0]?.json.reason).toBe(failure.message);
			expect(runsOf(execution, 'Get Results')).toEqual([]);
		});
	});

	describe('on-premises-socket', () => {
		it('waits over one Socket.IO connection and gives the final payload', async () => {
			const { connections } = scene.simulators.onPremises;
			const execution = await run('on-premises-socket.json');
			expect(execution.status).toBe('success');
			const [started] = itemsOf(execution, 'Start Task (stand-in)');
			expect(itemsOf(execution, 'Wait for Completion', 0)[0]?.json).toMatchObject({
				provider: 'hyper3dOnPremises',
				taskId: started?.json.taskUuid,
				state: 'succeeded',
				ref: { channel: 'socket', ...started?.json },
			});
			const [result] = itemsOf(execution, 'Get Results');
			expect(result?.json.result).toMatchObject({ status: 'Done', percentage: 100 });
			await eventually(() => connections.open === 0);
		});

		it('sends a failed task to Failed, with the reason', async () => {
			const plan = { end: 'fail', error: 'The mesh is not closed' };
			const execution = await run('on-premises-socket.json', starting(plan));
			expect(itemsOf(execution, 'Wait for Completion', 2)[0]?.json.state).toBe('failed');
			expect(itemsOf(execution, 'Why It Failed')[0]?.json.reason).toBe(plan.error);
		});

		it('asks a person when the task waits for a selection', async () => {
			const rest = changeNodes(isTaskStatus, { channel: 'rest' });
			const start = starting({ end: 'needSelection' });
			const execution = await run('on-premises-socket.json', (example) => rest(start(example)));
			expect(itemsOf(execution, 'Wait for Completion', 3)[0]?.json).toMatchObject({
				state: 'actionRequired',
				outcome: 'actionRequired',
				finished: false,
			});
			expect(runsOf(execution, 'Ask a Person')).toHaveLength(1);
		});
	});

	describe('rocketride-pipeline', () => {
		it.each(['http', 'webSocket'])('waits over %s and writes a message', async (transport) => {
			const execution = await run(
				'rocketride-pipeline.json',
				changeNodes(isTaskStatus, { transport }),
			);
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'Wait for Completion', 0)[0]?.json).toMatchObject({
				provider: 'rocketRide',
				state: 'succeeded',
				ref: { transport },
			});
			expect(itemsOf(execution, 'Message')[0]?.json.text).toMatch(/^The pipeline is done: \w/);
		});

		it('sends a failed task to Failed, with the reason', async () => {
			const plan = { end: 'fail', exitMessage: 'The database is gone' };
			const execution = await run('rocketride-pipeline.json', startingPipeline(plan));
			expect(itemsOf(execution, 'Wait for Completion', 2)[0]?.json.state).toBe('failed');
			expect(itemsOf(execution, 'Why It Failed')[0]?.json.text).toMatch(/The database is gone/);
		});
	});

	describe('ai-agent', () => {
		it('lets a model look at the task, and shows it a short answer', async () => {
			const { openAi, cloudCoin } = scene.simulators;
			// Still running, however long the agent takes to look.
			cloudCoin.defaults = { plan: 'never' };
			openAi.clearRequests();
			const execution = await run('ai-agent.json');
			expect(execution.status).toBe('success');

			const [started] = itemsOf(execution, 'Start Backup');
			const taskId = (started?.json.payload as { id: string }).id;
			const [toolRun, ...more] = runsOf(execution, 'Task Status');
			expect(more).toEqual([]);
			expect(Object.keys(toolRun?.data ?? {})).toEqual(['ai_tool']);

			const chats = openAi.requests.filter(({ path }) => path.endsWith('/chat/completions'));
			expect(chats).toHaveLength(2);
			const [first, second] = chats.map(({ body }) => body as ChatRequest);
			const tool = first?.tools?.[0]?.function;
			expect(tool?.description).toMatch(/whether a task .* is done, in progress or failed/);
			expect(Object.keys(tool?.parameters?.properties ?? {})).toEqual(['Task_ID']);

			const told = second?.messages?.at(-1);
			expect(told?.role).toBe('tool');
			const answer = JSON.parse(textOf(told)) as unknown;
			const [seen] = (Array.isArray(answer) ? answer : [answer]) as Array<Record<string, unknown>>;
			expect(seen).toMatchObject({ provider: 'cloudCoin', state: 'running', finished: false });
			expect(seen).not.toHaveProperty('ref');
			expect(seen).not.toHaveProperty('jobs');
			const looked = scene.simulators.cloudCoin.requests.some(({ path }) => path.endsWith(taskId));
			expect(looked).toBe(true);
			expect(itemsOf(execution, 'AI Agent')[0]?.json.output).toMatch(/^The tool says: .*running/);
		});
	});

	async function run(
		file: string,
		change?: (workflow: WorkflowJson) => WorkflowJson,
	): Promise<Execution> {
		const { id } = await scene.importExample(file, change);
		return await scene.api.runWorkflow(id);
	}

	async function expectFiles(items: readonly INodeExecutionData[]): Promise<void> {
		expect(items).toHaveLength(RODIN_FILES.length);
		for (const [index, name] of RODIN_FILES.entries()) {
			const bytes = await scene.api.bytesOf(items[index]?.binary?.data);
			expect(bytes.equals(sampleFile(name))).toBe(true);
		}
	}
});

function fileNames(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ json }) => json.fileName);
}

/** The example with shorter pauses in its loop. */
function waiting(seconds: number): (workflow: WorkflowJson) => WorkflowJson {
	return changeNodes(({ type }) => type === 'n8n-nodes-base.wait', { amount: seconds });
}

/** The example with shorter pauses between the looks of a wait. */
function polling(seconds: number): (workflow: WorkflowJson) => WorkflowJson {
	return changeNodes(({ parameters }) => parameters.operation === 'waitForCompletion', {
		pollInterval: seconds,
	});
}

/** The example whose stand-in for a submit call starts a task that goes as planned. */
function starting(plan: Record<string, unknown>): (workflow: WorkflowJson) => WorkflowJson {
	return changeNodes(({ name }) => name.endsWith('(stand-in)'), { jsonBody: JSON.stringify(plan) });
}

/** The example whose pipeline goes as planned. */
function startingPipeline(simulate: Record<string, unknown>) {
	const jsonBody = JSON.stringify({ project_id: 'planned', source: 'webhook_1', simulate });
	return changeNodes(({ name }) => name === 'Start Pipeline', { jsonBody });
}

function isTaskStatus({ type }: WorkflowJson['nodes'][number]): boolean {
	return type === 'n8n-nodes-task-status.taskStatus';
}
