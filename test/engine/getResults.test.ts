import { createHash } from 'node:crypto';

import { awkwardFiles, startHyper3dRodin } from '../simulators/hyper3dRodin';
import type { Hyper3dRodinSimulator, NewRodinTask } from '../simulators/hyper3dRodin';
import { sampleFile } from '../simulators/support/files';
import { runTaskStatus } from './support/engine';
import type { EngineResult } from './support/engine';

const KEY = 'simulated-rodin-key';
let rodin: Hyper3dRodinSimulator;

beforeAll(async () => {
	rodin = await startHyper3dRodin();
});
afterAll(async () => await rodin.close());
beforeEach(() => {
	rodin.faults.clear();
	rodin.fileFaults.clear();
	rodin.files.sawAuthorization = false;
	rodin.files.traffic.resetPeaks();
});

/** Gets the results of tasks that are long done, unless they say otherwise. */
async function getResults(
	tasks: readonly NewRodinTask[],
	parameters: Record<string, unknown> = {},
): Promise<EngineResult> {
	const added = tasks.map((task) => rodin.addTask({ ageMs: 60_000, ...task }));
	return await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getResults',
			subscriptionKey: '={{ $json.key }}',
			taskUuid: '={{ $json.uuid }}',
			...parameters,
		} as never,
		credentials: { hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: KEY } },
		items: added.map(({ subscriptionKey, taskUuid }) => ({ key: subscriptionKey, uuid: taskUuid })),
	});
}

const bytesOf = (result: EngineResult, index: number, property = 'data') =>
	Buffer.from(result.outputs[0]?.[index]?.binary?.[property]?.data ?? '', 'base64');

it('downloads every file whole, without ever sending the API key', async () => {
	const { outputs, error, ...result } = await getResults([{}]);
	expect(error).toBeUndefined();
	expect(outputs).toHaveLength(1);
	const [items = []] = outputs;
	expect(items.map(({ json }) => [json.fileName, json.fileExtension, json.mimeType])).toEqual([
		['base_basic_pbr.glb', 'glb', 'model/gltf-binary'],
		['texture_diffuse.png', 'png', 'image/png'],
		['preview.webp', 'webp', 'image/webp'],
	]);
	items.forEach(({ json, pairedItem }, index) => {
		const bytes = bytesOf({ outputs, error, ...result }, index);
		expect(bytes.equals(sampleFile(json.fileName as string))).toBe(true);
		expect(json.fileSize).toBe(bytes.length);
		expect(json).toMatchObject({
			provider: 'hyper3dRodin',
			url: expect.stringMatching(/^http/) as string,
		});
		expect(pairedItem).toEqual({ item: 0 });
	});
	expect(rodin.sawAuthorization).toBe(false);
});

it('lists the files without fetching them where no download is wanted', async () => {
	rodin.files.clearRequests();
	const { outputs } = await getResults([{}], { downloadFiles: false });
	expect(outputs[0]?.map(({ json }) => json.fileSize)).toEqual([null, null, null]);
	expect(outputs[0]?.some(({ binary }) => binary !== undefined)).toBe(false);
	expect(rodin.files.requests).toHaveLength(0);
});

it('splits folders off and keeps repeated names apart', async () => {
	const { outputs } = await getResults([{ files: awkwardFiles }], { binaryPropertyName: 'file' });
	expect(
		outputs[0]?.map(({ json }) => `${String(json.directory)}|${String(json.fileName)}`),
	).toEqual([
		'base|model.glb',
		'base/textures|diffuse.png',
		'|preview.webp',
		'|preview (2).webp',
		'|bundle.zip',
	]);
	expect(outputs[0]?.every(({ binary }) => binary?.file !== undefined)).toBe(true);
});

it('returns only the files that fit the filter', async () => {
	const { outputs } = await getResults([{}], { options: { fileFilter: '*.glb, preview.*' } });
	expect(outputs[0]?.map(({ json }) => json.fileName)).toEqual([
		'base_basic_pbr.glb',
		'preview.webp',
	]);
});

it('says which files there are when none fits the filter', async () => {
	const { error } = await getResults([{}], { options: { fileFilter: '*.fbx' } });
	expect(error?.message).toContain('No file of the task fits');
	expect(error?.description).toContain('base_basic_pbr.glb');
});

it('asks once for fresh links when the first have expired', async () => {
	rodin.fileFaults.add({ fault: { kind: 'status', status: 403 }, times: 2 });
	rodin.clearRequests();
	const { outputs, error } = await getResults([{}]);
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(3);
	expect(rodin.requests.filter(({ path }) => path.endsWith('/download'))).toHaveLength(2);
});

it.each([403, 404])(
	'names the file when its fresh link is refused too (HTTP %d)',
	async (status) => {
		rodin.fileFaults.add({
			fault: { kind: 'status', status },
			times: Infinity,
			when: ({ path }) => path.includes('preview'),
		});
		const { error } = await getResults([{}]);
		expect(error?.message).toContain('"preview.webp" could not be downloaded');
		expect(error?.message).toContain(String(status));
	},
);

describe('a transfer that is cut off', () => {
	const files = [{ name: 'model.glb', sizeBytes: 300_000 }];

	it.each(['dropInBody', 'wrongLength', 'drop'] as const)(
		'(%s) is tried once more',
		async (kind) => {
			rodin.fileFaults.add({ fault: { kind } });
			const result = await getResults([{ files }]);
			expect(result.error).toBeUndefined();
			expect(bytesOf(result, 0)).toHaveLength(300_000);
			expect(rodin.fileFaults.injected).toBeGreaterThan(0);
		},
	);

	it.each(['dropInBody', 'wrongLength'] as const)(
		'(%s) twice is an error, never a short file',
		async (kind) => {
			rodin.fileFaults.add({ fault: { kind }, times: Infinity });
			const { error, outputs } = await getResults([{ files }]);
			expect(error?.message).toContain('"model.glb" could not be downloaded');
			expect(outputs.flat()).toEqual([]);
		},
	);
});

it('ends a transfer that stalls', async () => {
	rodin.fileFaults.add({ fault: { kind: 'silence' }, times: Infinity });
	const { error } = await getResults([{}], { options: { requestTimeout: 1 } });
	expect(error?.message).toContain('stalled');
});

it('follows a redirect of a link, still without the API key', async () => {
	const files = [{ name: 'model.glb', viaRedirect: true }];
	const result = await getResults([{ files }]);
	expect(result.error).toBeUndefined();
	expect(bytesOf(result, 0).equals(sampleFile('model.glb'))).toBe(true);
	expect(rodin.sawAuthorization).toBe(false);
});

it('downloads at most four files at a time', async () => {
	rodin.fileFaults.add({ fault: { kind: 'delay', ms: 60 }, times: Infinity });
	const files = Array.from({ length: 12 }, (_, index) => ({ name: `part${index}.glb` }));
	const { error } = await getResults([{ files }, { files }]);
	expect(error).toBeUndefined();
	expect(rodin.files.maxInFlight).toBe(4);
});

it('downloads one file at a time where Max Concurrency says so', async () => {
	rodin.fileFaults.add({ fault: { kind: 'delay', ms: 60 }, times: Infinity });
	const files = Array.from({ length: 3 }, (_, index) => ({ name: `part${index}.glb` }));
	const { error } = await getResults([{ files }], { options: { maxConcurrency: 1 } });
	expect(error).toBeUndefined();
	expect(rodin.files.maxInFlight).toBe(1);
});

it('keeps a large file as it was sent', async () => {
	const files = [{ name: 'model.glb', sizeBytes: 5_000_000, withoutLength: true }];
	const result = await getResults([{ files }]);
	const expected = await fetch(String(result.outputs[0]?.[0]?.json.url));
	const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
	expect(hash(bytesOf(result, 0))).toBe(hash(new Uint8Array(await expected.arrayBuffer())));
});

describe('nothing is downloaded', () => {
	it.each([
		['a task in progress', { plan: 'never' }, 'no results yet: it is running'],
		['a failed task', { plan: 'fail' }, 'The task failed: 1 of 3 jobs failed'],
		['a canceled task', { plan: 'cancel' }, 'The task was cancelled'],
	] as const)('of %s', async (_case, task, words) => {
		rodin.files.clearRequests();
		rodin.clearRequests();
		const { error } = await getResults([task]);
		expect(error?.message).toContain(words);
		expect(rodin.requests.filter(({ path }) => path.endsWith('/download'))).toHaveLength(0);
	});

	it('when one of the links is none', async () => {
		rodin.files.clearRequests();
		const files = [{ name: 'a.glb' }, { name: 'b.glb', url: 'FILE_NOT_FOUND' }];
		const { error } = await getResults([{ files }]);
		expect(error?.message).toContain('"b.glb" could not be downloaded: the provider gave no link');
		expect(rodin.files.requests).toHaveLength(0);
	});

	it('when the list is empty', async () => {
		const { error } = await getResults([{ files: [] }]);
		expect(error?.message).toContain('its list of files is empty');
	});
});
