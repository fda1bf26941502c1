import { KEY } from './documentedServices';
import type { Documented } from './documentedServices';

const BEARER = { authorization: `Bearer ${KEY}` };
const BASIC = { authorization: `Basic ${Buffer.from(`token-1:${KEY}`).toString('base64')}` };
const ANALYZED = '/documentintelligence/documentModels/prebuilt-read/analyzeResults/1';
const NO_RENDER = '00000000-0000-0000-0000-000000000000';
const refused = (json: unknown, status = 401) => ({ status, json });

/** Every way in which services of video, 3D and documents are asked. */
export const DOCUMENTED_MEDIA: readonly Documented[] = [
	{
		service: 'runway',
		submit: { id: 't1' },
		asked: '/v1/tasks/t1',
		headers: { ...BEARER, 'x-runway-version': '2024-11-06' },
		succeeded: { id: 't1', status: 'SUCCEEDED', output: [] },
		test: {
			asked: '/v1/organization',
			answer: { json: { creditBalance: 0, tier: {}, usage: {} } },
			refusal: refused({ error: 'Invalid key' }),
		},
	},
	{
		service: 'luma',
		submit: { id: 'g1', state: 'queued' },
		asked: '/dream-machine/v1/generations/g1',
		headers: BEARER,
		succeeded: { id: 'g1', state: 'completed' },
		test: {
			asked: '/dream-machine/v1/credits',
			answer: { json: { credit_balance: 0 } },
			refusal: refused({ detail: 'Not authenticated' }),
		},
	},
	{
		service: 'leonardo',
		submit: { sdGenerationJob: { generationId: 'g1', apiCreditCost: 4 } },
		asked: '/api/rest/v1/generations/g1',
		headers: BEARER,
		succeeded: { generations_by_pk: { id: 'g1', status: 'COMPLETE' } },
		test: {
			asked: '/api/rest/v1/me',
			answer: { json: { user_details: [{ user: { id: 'u1' } }] } },
			refusal: refused({ error: 'Invalid authorization', code: 'access-denied' }),
		},
	},
	{
		service: 'miniMax',
		submit: { task_id: '106916112212032', base_resp: { status_code: 0 } },
		asked: '/v1/query/video_generation?task_id=106916112212032',
		headers: BEARER,
		succeeded: { status: 'Success', file_id: '1', base_resp: { status_code: 0 } },
		test: {
			asked: '/v1/files/list?purpose=voice_clone',
			answer: { json: { files: [], base_resp: { status_code: 0, status_msg: 'success' } } },
			// A refusal inside a 200.
			refusal: { json: { base_resp: { status_code: 1004, status_msg: 'login fail' } } },
		},
	},
	{
		service: 'creatomate',
		submit: { id: 'r1', status: 'planned' },
		asked: '/v2/renders/r1',
		headers: BEARER,
		succeeded: { id: 'r1', status: 'succeeded' },
		test: {
			asked: `/v2/renders/${NO_RENDER}`,
			answer: { status: 404, json: { hint: 'The render was not found' } },
			refusal: refused({ hint: 'The API key is invalid' }),
		},
	},
	...(['v1', 'stage'] as const).map((stage) => ({
		service: 'shotstack',
		submit: { success: true, response: { id: 'r1' } },
		parameters: { stage },
		asked: `/edit/${stage}/render/r1?data=false`,
		headers: { 'x-api-key': KEY },
		succeeded: { success: true, response: { id: 'r1', status: 'done' } },
		test: {
			asked: `/edit/v1/render/${NO_RENDER}`,
			answer: { status: 404, json: { success: false, message: 'Not Found' } },
			refusal: refused({ message: 'Forbidden' }, 403),
		},
	})),
	{
		service: 'json2Video',
		submit: { success: true, project: 'p1' },
		asked: '/v2/movies?project=p1&format=simple',
		headers: { 'x-api-key': KEY },
		succeeded: { success: true, movie: { status: 'done' } },
		test: {
			asked: '/v2/movies?format=simple&limit=1',
			answer: { json: { success: true, movies: [] } },
			refusal: refused({ success: false, message: 'Invalid API key' }, 403),
		},
	},
	{
		service: 'elevenLabsDubbing',
		submit: { dubbing_id: 'd1', expected_duration_sec: 12 },
		asked: '/v1/dubbing/d1',
		headers: { 'xi-api-key': KEY },
		succeeded: { dubbing_id: 'd1', status: 'dubbed' },
		test: {
			asked: '/v1/dubbing?page_size=1',
			answer: { json: { dubs: [], has_more: false } },
			refusal: refused({ detail: { status: 'invalid_api_key', message: 'No' } }),
		},
	},
	...(
		[
			['text-to-3d', '/openapi/v2/text-to-3d/t1'],
			['image-to-3d', '/openapi/v1/image-to-3d/t1'],
		] as const
	).map(([kind, asked]) => ({
		service: 'meshy',
		submit: { result: 't1' },
		parameters: { kind },
		asked,
		headers: BEARER,
		succeeded: { id: 't1', status: 'SUCCEEDED' },
		test: {
			asked: '/openapi/v1/balance',
			answer: { json: { balance: 0 } },
			refusal: refused({ message: 'Invalid API key' }),
		},
	})),
	{
		service: 'tripo',
		submit: { code: 0, data: { task_id: 't1' } },
		asked: '/v2/openapi/task/t1',
		headers: BEARER,
		succeeded: { code: 0, data: { task_id: 't1', status: 'success' } },
		test: {
			asked: '/v2/openapi/user/balance',
			answer: { json: { code: 0, data: { balance: 0, frozen: 0 } } },
			refusal: refused({ code: 1002, message: 'Authentication failed' }),
		},
	},
	{
		service: 'azureDocumentIntelligence',
		submit: { headers: { 'operation-location': `{origin}${ANALYZED}?api-version=2024-11-30` } },
		asked: `${ANALYZED}?api-version=2024-11-30`,
		headers: { 'ocp-apim-subscription-key': KEY },
		succeeded: { status: 'succeeded', analyzeResult: { content: 'x' } },
		test: {
			asked: '/documentintelligence/info?api-version=2024-11-30',
			answer: { json: { customDocumentModels: { count: 0, limit: 500 } } },
			refusal: refused({ error: { code: '401', message: 'Access denied' } }),
		},
	},
	{
		service: 'cloudConvert',
		submit: { data: { id: 'j1', status: 'waiting' } },
		asked: '/v2/jobs/j1',
		headers: BEARER,
		succeeded: { data: { id: 'j1', status: 'finished', tasks: [] } },
		test: {
			asked: '/v2/jobs?per_page=1',
			answer: { json: { data: [], links: {}, meta: {} } },
			refusal: refused({ message: 'Unauthenticated.' }),
		},
	},
	{
		service: 'mux',
		submit: { data: { id: 'a1', status: 'preparing' } },
		asked: '/video/v1/assets/a1',
		headers: BASIC,
		succeeded: { data: { id: 'a1', status: 'ready' } },
		test: {
			asked: '/system/v1/whoami',
			answer: { json: { data: { organization_id: 'o1', permissions: [] } } },
			refusal: refused({ error: { type: 'unauthorized', messages: ['No'] } }),
		},
	},
];
