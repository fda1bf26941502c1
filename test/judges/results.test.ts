import { serviceOf, startServices, type ServicesSimulator } from '../simulators/services';
import { taskStatusGets } from './support/taskStatusSays';

let simulator: ServicesSimulator;

beforeAll(async () => {
	simulator = await startServices({ stepMs: 0 });
});
afterAll(async () => {
	await simulator.close();
});

/** What a task must give at least: so many files, among them those of these names. */
const FILES: ReadonlyArray<readonly [service: string, life: string, count: number, name: RegExp]> =
	[
		['fal', 'done', 1, /image\.png/],
		['replicate', 'done', 1, /out\.png/],
		['googleGemini', 'done', 1, /./],
		// JSON in a string.
		['kieAi', 'done', 1, /video\.mp4/],
		['kieAi', 'veoDone', 1, /veo\.mp4/],
		['heyGen', 'done', 1, /video\.mp4/],
		['waveSpeed', 'done', 1, /out\.png/],
		['waveSpeed', 'objectOutputs', 1, /out\.png/],
		['openAi', 'done', 1, /./],
		['anthropicBatch', 'done', 1, /./],
		['mistralBatch', 'done', 1, /./],
		['runway', 'done', 1, /video\.mp4/],
		['luma', 'done', 1, /video\.mp4/],
		['leonardo', 'done', 2, /two\.png/],
		// By two hops.
		['miniMax', 'done', 1, /output\.mp4/],
		['creatomate', 'done', 1, /video\.mp4/],
		['shotstack', 'done', 1, /video\.mp4/],
		['json2Video', 'done', 1, /movie\.mp4/],
		// A body that is the file, one for each language.
		['elevenLabsDubbing', 'done', 2, /./],
		// A map of addresses.
		['meshy', 'done', 3, /\.fbx/],
		['tripo', 'done', 2, /pbr\.glb/],
		['cloudConvert', 'done', 1, /page\.png/],
	];

/** A task of this life at its end, and its identifiers. */
function ended(service: string, life: string): Readonly<Record<string, string>> {
	const task = simulator.addTask(service, life);
	for (let look = 0; look < task.life.moments.length; look += 1) {
		simulator.tasksOf(service).look(task.id);
	}
	return {
		...serviceOf(service).ref(task.id, simulator.baseUrlOf(service)),
		...task.life.ref,
	};
}

it.each(FILES)('%s, %s: at least %i files', async (service, life, count, name) => {
	const items = await taskStatusGets(service, ended(service, life), simulator.baseUrlOf(service));
	expect(items.length).toBeGreaterThanOrEqual(count);
	for (const { binary } of items) expect(binary?.['data']?.data).toBeTruthy();
	expect(items.map(({ json }) => String(json['fileName'])).join()).toMatch(name);
});

/** What a task must give as data. */
const DATA: ReadonlyArray<readonly [service: string, life: string, result: unknown]> = [
	['replicate', 'textOutput', ['Hello', ' world']],
	['brightData', 'done', [{ url: 'https://example.com/1' }, { url: 'https://example.com/2' }]],
	['apify', 'done', [{ title: 'one' }, { title: 'two' }, { title: 'three' }]],
	// Three pages, by two answers.
	['firecrawl', 'done', [{}, {}, { markdown: '# Page 3' }]],
	['firecrawl', 'extractDone', { price: 12 }],
	['runPod', 'done', { text: 'hi' }],
];

it.each(DATA)('%s, %s: its data', async (service, life, result) => {
	const items = await taskStatusGets(service, ended(service, life), simulator.baseUrlOf(service));
	expect(items.map(({ json }) => json['result'])).toMatchObject([result]);
});

const KEPT_FROM: readonly string[] = [
	'kieAi',
	'heyGen',
	'waveSpeed',
	'runway',
	'luma',
	'leonardo',
	'creatomate',
	'shotstack',
	'json2Video',
	'meshy',
	'tripo',
	'cloudConvert',
	'fal',
];

/** Presigned links are for anybody: the key is not for their hosts. */
it.each(KEPT_FROM)('%s: no key goes to a presigned link', async (service) => {
	simulator.clearRequests();
	await taskStatusGets(service, ended(service, 'done'), simulator.baseUrlOf(service));
	const fetched = simulator.requests.filter(({ path }) => path.startsWith(`/${service}/files/`));
	expect(fetched.length).toBeGreaterThan(0);
	for (const { headers } of fetched) {
		expect(JSON.stringify(headers)).not.toContain('simulated-service-key');
	}
});
