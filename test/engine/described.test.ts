import type { IDataObject } from 'n8n-workflow';

import { runTaskStatus } from './support/engine';
import type { EngineResult } from './support/engine';
import { JsonServer } from './support/jsonServer';
import type { Reply, SeenRequest } from './support/jsonServer';

const KEY = 'sk-described-0123456789';

let server: JsonServer;
let answer: (request: SeenRequest, origin: string) => Reply;

beforeEach(async () => {
	server = await JsonServer.start((request, origin) => answer(request, origin));
});

afterEach(async () => await server.close());

async function ask(
	provider: string,
	item: IDataObject,
	parameters: IDataObject = {},
): Promise<EngineResult> {
	return await runTaskStatus({
		items: [item],
		parameters: {
			provider,
			operation: 'getStatus',
			outputMode: 'single',
			options: { requestTimeout: 5 },
			...parameters,
		} as never,
		credentials: { [`${provider}TaskApi`]: { apiKey: ` ${KEY}\n`, baseUrl: server.origin } },
	});
}

async function jsonsOf(result: Promise<EngineResult>): Promise<IDataObject[]> {
	const { outputs, error } = await result;
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json);
}

describe('fal.ai', () => {
	const submit = (origin: string) => ({ status_url: `${origin}/fal-ai/flux/requests/r1/status` });
	const life = (status: IDataObject, result: Reply) => (request: SeenRequest, origin: string) => {
		if (!request.url.startsWith('/fal-ai/flux/requests/r1')) return { status: 404, json: {} };
		if (!request.url.includes('/status')) return result;
		return { json: { response_url: `${origin}/fal-ai/flux/requests/r1`, ...status } };
	};

	it('asks behind the request that submitted, without an identifier typed', async () => {
		answer = life({ status: 'IN_QUEUE', queue_position: 3 }, {});
		const [task] = await jsonsOf(ask('fal', submit(server.origin)));
		expect(task).toMatchObject({
			provider: 'fal',
			taskId: `${server.origin}/fal-ai/flux/requests/r1/status`,
			state: 'queued',
			rawStatus: 'IN_QUEUE',
			details: { queuePosition: 3 },
		});
		expect(server.seen[0]).toMatchObject({ url: '/fal-ai/flux/requests/r1/status?logs=1' });
		expect(server.seen[0]?.headers.authorization).toBe(`Key ${KEY}`);
	});

	it('asks for the result before it says that a completed request has succeeded', async () => {
		const result = { images: [{ url: 'https://v3.fal.media/a.png' }], seed: 1 };
		answer = life({ status: 'COMPLETED' }, { json: result });
		const [task] = await jsonsOf(ask('fal', submit(server.origin)));
		expect(task).toMatchObject({ state: 'succeeded', result });
		answer = life({ status: 'COMPLETED' }, { status: 422, json: { detail: [{ msg: 'No face' }] } });
		const [failed] = await jsonsOf(ask('fal', submit(server.origin)));
		expect(failed).toMatchObject({
			state: 'failed',
			failure: { message: 'No face' },
			result: null,
		});
	});

	it('gives the files of the result', async () => {
		answer = life(
			{ status: 'COMPLETED' },
			{ json: { video: { url: 'https://v3.fal.media/v.mp4' } } },
		);
		const parameters = { operation: 'getResults', downloadFiles: false };
		const files = await jsonsOf(ask('fal', submit(server.origin), parameters));
		expect(files).toMatchObject([{ fileName: 'v.mp4', url: 'https://v3.fal.media/v.mp4' }]);
	});

	it('sends nothing to a status URL of another origin', async () => {
		const other = await JsonServer.start(() => ({ json: { status: 'COMPLETED' } }));
		const { error } = await ask('fal', { status_url: `${other.origin}/x/status` });
		await other.close();
		expect(error?.message).toContain(other.origin);
		expect(error?.message).toContain('not an address of fal.ai');
		expect([server.seen, other.seen]).toEqual([[], []]);
	});
});

describe('Replicate', () => {
	it('takes an ID and a URL alike', async () => {
		answer = ({ url }) =>
			url === '/predictions/p1' ? { json: { status: 'starting' } } : { status: 404, json: {} };
		const [byUrl] = await jsonsOf(
			ask('replicate', { urls: { get: `${server.origin}/predictions/p1` } }),
		);
		const [byId] = await jsonsOf(ask('replicate', {}, { predictionId: 'p1' }));
		expect([byUrl?.state, byId?.state]).toEqual(['queued', 'queued']);
		expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
			`Bearer ${KEY}`,
			`Bearer ${KEY}`,
		]);
	});
});

describe('Google Gemini', () => {
	it('keeps the slashes of a name, and says what was filtered', async () => {
		answer = () => ({
			json: {
				name: 'models/veo/operations/1',
				done: true,
				response: {
					generateVideoResponse: {
						raiMediaFilteredCount: 1,
						raiMediaFilteredReasons: ['A celebrity'],
					},
				},
			},
		});
		const [task] = await jsonsOf(ask('googleGemini', { name: 'models/veo/operations/1' }));
		expect(server.seen[0]?.url).toBe('/models/veo/operations/1');
		expect(server.seen[0]?.headers['x-goog-api-key']).toBe(KEY);
		expect(task).toMatchObject({
			state: 'failed',
			failure: { message: 'Every video was filtered out: A celebrity' },
		});
	});
});
