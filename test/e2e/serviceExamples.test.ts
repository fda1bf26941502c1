import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesFolder } from '../../scripts/n8n/userFolder';
import { textOf, type ChatRequest } from '../simulators/openAi/chat';
import { sampleFile } from '../simulators/support/files';
import { changeNodes } from './support/changeNodes';
import { errorOf, itemsOf, runsOf, type Execution } from './support/execution';
import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';

const TEST_TIMEOUT_MS = 60_000;

jest.setTimeout(TEST_TIMEOUT_MS);

describe('the examples of described services, on a real n8n', () => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene();
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await scene?.close();
	});

	it('fal-image-to-video: submits, waits, and writes the file to disk', async () => {
		const execution = await run('fal-image-to-video.json', 'done');
		expectState(execution, 0, { provider: 'fal', state: 'succeeded' });
		expect(itemsOf(execution, 'Save Video')).toHaveLength(1);
		const saved = await readFile(join(filesFolder(scene.server.userFolder), 'image.png'));
		expect(saved.equals(sampleFile('image.png'))).toBe(true);
	});

	it('firecrawl-to-rows: makes a row of each page, over all pages of the answer', async () => {
		const execution = await run('firecrawl-to-rows.json', 'done');
		expectState(execution, 0, { provider: 'firecrawl', state: 'succeeded' });
		expect(itemsOf(execution, 'Row').map(({ json }) => json)).toEqual(
			[1, 2, 3].map((n) => ({ url: `https://example.com/${n}`, text: `# Page ${n}` })),
		);
	});

	it('assemblyai-to-summary: gives the text of the transcript to the model', async () => {
		const { openAi } = scene.simulators;
		openAi.clearRequests();
		const execution = await run('assemblyai-to-summary.json', 'done');
		expectState(execution, 0, { provider: 'assemblyAi', state: 'succeeded' });
		const chats = openAi.requests.filter(({ path }) => path.endsWith('/chat/completions'));
		const [question] = chats.map(({ body }) => textOf((body as ChatRequest).messages?.at(-1)));
		expect(question).toMatch(/Summarize this transcript .*\s+Hello world\.$/);
		expect(itemsOf(execution, 'Summarize')[0]?.json.text).toMatch(/Hello world\.$/);
	});

	it("in-house-job: starts a job of an API of one's own, waits, and saves its report", async () => {
		const execution = await runJob('complete');
		expectState(execution, 0, { provider: 'httpApi', state: 'succeeded', result: { rows: 1 } });
		expect(itemsOf(execution, 'Save Report')).toHaveLength(1);
		const saved = join(filesFolder(scene.server.userFolder), 'report.csv');
		expect(await readFile(saved, 'utf8')).toBe('city;sold\nParis;3\n');
	});

	it.each([
		['failed', 2, 'Why It Failed', { reason: 'The printer is out of paper' }],
		[
			'paused',
			3,
			'Ask a Person',
			{ text: expect.stringContaining('Somebody has to sign') as unknown },
		],
	])('in-house-job: a job that is %s leaves by its own output', async (end, output, next, json) => {
		const execution = await runJob(end);
		expectState(execution, output, { provider: 'httpApi' });
		expect(itemsOf(execution, next)[0]?.json).toMatchObject(json);
		expect(runsOf(execution, 'Get Results')).toEqual([]);
	});

	it.each([
		['fal-image-to-video.json', 'field required', 'Save Video'],
		['firecrawl-to-rows.json', 'Site unreachable', 'Row'],
		['assemblyai-to-summary.json', 'Transcoding failed', 'Summarize'],
	])('%s: sends a failed task to Failed, with the reason', async (file, reason, last) => {
		const execution = await run(file, 'failed');
		expectState(execution, 2, { state: 'failed', outcome: 'failed' });
		const [why] = itemsOf(execution, 'Why It Failed');
		expect(why?.json.reason).toEqual(expect.stringContaining(reason));
		expect(runsOf(execution, 'Get Results')).toEqual([]);
		expect(runsOf(execution, last)).toEqual([]);
	});

	async function runJob(end: string): Promise<Execution> {
		const jsonBody = JSON.stringify({ simulate: { end, stepMs: 200 } });
		const submits = changeNodes(({ type }) => type === 'n8n-nodes-base.httpRequest', { jsonBody });
		const { id } = await scene.importExample('in-house-job.json', submits);
		const execution = await scene.api.runWorkflow(id, { timeoutMs: TEST_TIMEOUT_MS });
		expect([errorOf(execution)?.message, execution.status]).toEqual([undefined, 'success']);
		return execution;
	}

	/** Runs the example with a task that goes as the life of this name. */
	async function run(file: string, life: string): Promise<Execution> {
		const jsonBody = JSON.stringify({ prompt: `simulate:${life}` });
		const submits = changeNodes(({ type }) => type === 'n8n-nodes-base.httpRequest', { jsonBody });
		const { id } = await scene.importExample(file, life === 'done' ? undefined : submits);
		const execution = await scene.api.runWorkflow(id, { timeoutMs: TEST_TIMEOUT_MS });
		expect([errorOf(execution)?.message, execution.status]).toEqual([undefined, 'success']);
		return execution;
	}
});

function expectState(execution: Execution, output: number, facts: Record<string, unknown>): void {
	expect(itemsOf(execution, 'Wait for Completion', output)[0]?.json).toMatchObject(facts);
}
