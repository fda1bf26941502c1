import { startHyper3dRodin } from '../../simulators/hyper3dRodin';
import type { Hyper3dRodinSimulator, RodinPlan } from '../../simulators/hyper3dRodin';
import { samplePng } from '../../simulators/support/files';

/**
 * Requests in the shape in which public clients send them, and what these look for in the answers
 * (read in their sources): the simulator has to accept what the real API accepts.
 */
let simulator: Hyper3dRodinSimulator;

beforeAll(async () => {
	simulator = await startHyper3dRodin();
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.defaults = { queuedMs: 0, runningMs: 0 };
});

type Answer = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, string>>;

async function post(path: string, body: FormData | URLSearchParams | string): Promise<Answer> {
	const response = await fetch(simulator.baseUrl + path, {
		method: 'POST',
		headers: {
			Authorization: `Bearer ${simulator.acceptedKey}`,
			...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
		},
		body,
	});
	expect(response.ok).toBe(true);
	return (await response.json()) as Answer;
}

const asJson = (fields: Fields) => JSON.stringify(fields);
const asForm = (fields: Fields) => new URLSearchParams(fields);
function asParts(fields: Fields): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

function withImages(fields: Fields, ...names: string[]): FormData {
	const form = asParts(fields);
	for (const name of names) form.append('images', new Blob([samplePng()]), name);
	return form;
}

interface Submitted {
	readonly uuid: string;
	readonly jobs: { readonly subscription_key: string };
}
interface Status {
	readonly jobs: ReadonlyArray<{ readonly uuid: string; readonly status: string }>;
}
interface Listed {
	readonly list: ReadonlyArray<{ readonly name: string; readonly url: string }>;
}

it.each<[string, FormData, (fields: Fields) => FormData | URLSearchParams | string]>([
	[
		'blender-mcp: every field as a part, JSON afterwards',
		withImages({ tier: 'Sketch', mesh_mode: 'Raw', prompt: 'a chair' }, '0000.png', '0001.png'),
		asJson,
	],
	[
		'ComfyUI-Rodin: fields and pictures, plain forms afterwards',
		withImages(
			{ prompt: '', condition_mode: 'concat', seed: '7', use_hyper: 'False', tier: 'Regular' },
			'images',
		),
		asForm,
	],
	[
		"the vendor's MCP server: the same with a prompt alone",
		asParts({ prompt: 'a chair', geometry_file_format: 'glb' }),
		asForm,
	],
	[
		"the vendor's skill: pictures alone, JSON afterwards",
		withImages({ tier: 'Gen-2', TAPose: 'false', preview_render: 'false' }, 'a.png'),
		asJson,
	],
	[
		'a client that sends parts throughout',
		withImages({ tier: 'Regular', addons: 'HighPack' }, 'a.png'),
		asParts,
	],
])('accepts what is sent by %s', async (_client, submission, encode) => {
	const submitted = await post('/rodin', submission);
	// blender-mcp takes a submission without the time for a failure, the skill one with any error.
	expect(submitted).toMatchObject({ submit_time: expect.any(String) as string });
	expect(submitted).not.toHaveProperty('error');
	const { uuid, jobs } = submitted as unknown as Submitted;
	const status = await post('/status', encode({ subscription_key: jobs.subscription_key }));
	expect(status).not.toHaveProperty('error');
	const words = (status as unknown as Status).jobs.map((job) => job.status);
	expect(words).toEqual(['Done', 'Done', 'Done']);
	const { list } = (await post('/download', encode({ task_uuid: uuid }))) as unknown as Listed;
	expect(list.map(({ name }) => name)).toContain('preview.webp');
	for (const { url } of list) expect((await fetch(url)).ok).toBe(true);
});

it.each<[RodinPlan['errorField'], Answer]>([
	[undefined, {}],
	[null, { error: null }],
	['OK', { error: 'OK' }],
])('has the documented forms of success in every answer: %j', async (errorField, expected) => {
	simulator.defaults = { ...simulator.defaults, ...(errorField !== undefined && { errorField }) };
	const { uuid, jobs, ...submitted } = await post('/rodin', asParts({ prompt: 'a chair' }));
	const key = (jobs as Submitted['jobs']).subscription_key;
	const answers = [
		submitted,
		await post('/status', asForm({ subscription_key: key })),
		await post('/download', asForm({ task_uuid: String(uuid) })),
	];
	for (const answer of answers) {
		expect('error' in answer ? { error: answer.error } : {}).toEqual(expected);
	}
});
