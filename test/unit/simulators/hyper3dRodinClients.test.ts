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
type Body = FormData | URLSearchParams | string;

async function post(path: string, body: Body): Promise<Answer> {
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

/** What Griptape's nodes always send; without pictures their HTTP library makes a plain form of it. */
const GRIPTAPE_SETTINGS = {
	tier: 'Regular',
	geometry_file_format: 'glb',
	material: 'PBR',
	quality: 'medium',
	mesh_mode: 'Quad',
	mesh_simplify: 'false',
	TAPose: 'false',
};

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

it.each<[string, Body, (fields: Fields) => Body]>([
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
		"Griptape's nodes: a prompt alone as a plain form, JSON afterwards",
		asForm({
			...GRIPTAPE_SETTINGS,
			prompt: 'a chair',
			seed: '7',
			bbox_condition: '[1.0, 2.0, 3.0]',
		}),
		asJson,
	],
	[
		"Griptape's nodes: pictures and fields, JSON afterwards",
		withImages({ ...GRIPTAPE_SETTINGS, condition_mode: 'concat' }, 'image_1.jpg', 'image_2.jpg'),
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
	const ended = (status as unknown as Status).jobs;
	expect(ended.map((job) => job.status)).toEqual(['Done', 'Done', 'Done']);
	// Griptape's nodes show the beginning of each job's name, and fail for want of a model.
	for (const job of ended) expect(job.uuid).toEqual(expect.any(String));
	const { list } = (await post('/download', encode({ task_uuid: uuid }))) as unknown as Listed;
	const names = list.map(({ name }) => name);
	expect(names).toEqual(
		expect.arrayContaining(['preview.webp', expect.stringMatching(/\.glb$/) as string]),
	);
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
