import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesFolder } from '../../scripts/n8n/userFolder';
import { sampleFile } from '../simulators/support/files';
import { within } from '../support/within';
import { itemsOf, type Execution } from './support/execution';
import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';
import type { WorkflowJson } from './support/workflowJson';

const FIRES_WITHIN_MS = 90_000;
const AFTER_A_LOOK_MS = 2_000;
const TRIGGER = 'Task Completed Trigger';
const RODIN_FILES = ['base_basic_pbr.glb', 'texture_diffuse.png', 'preview.webp'];

jest.setTimeout(FIRES_WITHIN_MS + 30_000);

/** The workflow with other parameters in its trigger. */
const watching = (parameters: object) => (workflow: WorkflowJson) => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === TRIGGER ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	),
});

describe('the examples with the trigger, on a real n8n', () => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene();
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await scene?.close();
	});

	async function firstExecution(workflowId: string): Promise<Execution> {
		const deadline = Date.now() + FIRES_WITHIN_MS;
		for (;;) {
			const [newest] = await scene.api.listExecutions(workflowId);
			if (newest !== undefined) return await scene.api.waitForExecution(newest.id);
			if (Date.now() > deadline) throw new Error(`Nothing fired:\n${scene.server.output()}`);
			await sleep(250);
		}
	}

	async function expectSaved(): Promise<void> {
		for (const name of RODIN_FILES) {
			const saved = await readFile(join(filesFolder(scene.server.userFolder), name));
			expect(saved.equals(sampleFile(name))).toBe(true);
		}
	}

	it('save the files of a model that is done', async () => {
		const { subscriptionKey, taskUuid } = scene.simulators.rodin.addTask({ ageMs: 60_000 });
		const task = { task: [{ subscriptionKey, taskUuid }] };
		const { id } = await scene.importExample(
			'trigger-model-to-disk.json',
			watching({ tasks: task }),
		);
		await scene.api.activateWorkflow(id);
		expect((await firstExecution(id)).status).toBe('success');
		await expectSaved();
		await scene.api.deactivateWorkflow(id);
	});

	it('say why a pipeline has failed, whoever started it', async () => {
		const { id } = await scene.importExample('trigger-failure-message.json');
		const { rocketRide } = scene.simulators;
		const before = rocketRide.stats().connectionCount;
		await scene.api.activateWorkflow(id);
		// Newer versions switch it on in the background; what its first look finds is not news.
		await within(FIRES_WITHIN_MS, 'A look', () => rocketRide.stats().connectionCount > before);
		await sleep(AFTER_A_LOOK_MS);
		rocketRide.addTask({ end: 'fail', exitMessage: 'The disk is full' });
		const [message] = itemsOf(await firstExecution(id), 'Message');
		expect(message?.json).toMatchObject({ state: 'failed' });
		expect(message?.json.message).toMatch(/^Task .+ has ended as failed: ./);
		await scene.api.deactivateWorkflow(id);
	});

	it('submit, put the task on the list, and finish the job in another workflow', async () => {
		const { rodin } = scene.simulators;
		rodin.defaults = { queuedMs: 0, runningMs: 0 };
		const submit = await scene.importExample('watch-list-submit.json');
		const submitted = await scene.api.runWorkflow(submit.id);
		expect(submitted.status).toBe('success');
		const [added] = itemsOf(submitted, 'Add to Watch List');
		expect(added?.json).toMatchObject({ provider: 'hyper3dRodin' });

		const finish = await scene.importExample('watch-list-finish.json');
		await scene.api.activateWorkflow(finish.id);
		const execution = await firstExecution(finish.id);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, TRIGGER)[0]?.json).toMatchObject({
			taskId: added?.json.taskId,
			succeeded: true,
			context: { orderedBy: 'Ada' },
		});
		expect(itemsOf(execution, 'Message')).toEqual([]);
		await expectSaved();
		await scene.api.deactivateWorkflow(finish.id);
	});
});
