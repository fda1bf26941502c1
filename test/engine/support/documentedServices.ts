import type { IDataObject } from 'n8n-workflow';

import type { Reply } from './jsonServer';

/** The key of the tests of services. */
export const KEY = 'sk-services-0123456789';
const BEARER = { authorization: `Bearer ${KEY}` };

/** How a vendor documents its API; paths and headers are written out, not taken from the description. */
export interface Documented {
	readonly service: string;
	/** The item behind the request that submitted; `{origin}` is the server of the test. */
	readonly submit: IDataObject;
	/** Identifiers that have no default. */
	readonly parameters?: IDataObject;
	/** Where the status is asked, and with which headers. */
	readonly asked: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly succeeded: IDataObject;
	/** What the Test button asks, and how the vendor answers and refuses. */
	readonly test: { readonly asked: string; readonly answer: Reply; readonly refusal: Reply };
}

const UNAUTHORIZED: Reply = { status: 401, json: { error: 'Unauthorized' } };

/** Every way in which the first twelve services are asked. */
export const DOCUMENTED: readonly Documented[] = [
	{
		service: 'brightData',
		submit: { snapshot_id: 's_1' },
		asked: '/datasets/v3/progress/s_1',
		headers: BEARER,
		succeeded: { status: 'ready' },
		test: {
			asked: '/status',
			answer: { json: { status: 'active', customer: 'c_1', can_make_requests: true } },
			refusal: { status: 401, text: 'Auth method is not supported' },
		},
	},
	{
		service: 'kieAi',
		submit: { code: 200, msg: 'success', data: { taskId: 'a b' } },
		asked: '/api/v1/jobs/recordInfo?taskId=a%20b',
		headers: BEARER,
		succeeded: { code: 200, data: { state: 'success', resultJson: '{}' } },
		test: {
			asked: '/api/v1/chat/credit',
			answer: { json: { code: 200, msg: 'success', data: 0 } },
			refusal: { json: { code: 401, msg: 'Unauthorized' } },
		},
	},
	{
		service: 'kieAi',
		submit: { data: { taskId: 't1' } },
		parameters: { family: 'veo' },
		asked: '/api/v1/veo/record-info?taskId=t1',
		headers: BEARER,
		succeeded: { code: 200, data: { successFlag: 1 } },
		test: {
			asked: '/api/v1/chat/credit',
			answer: { json: { code: 200, msg: 'success', data: 100 } },
			refusal: { status: 401, json: { code: 401, msg: 'Unauthorized' } },
		},
	},
	{
		service: 'heyGen',
		submit: { error: null, data: { video_id: 'v1' } },
		asked: '/v1/video_status.get?video_id=v1',
		headers: { 'x-api-key': KEY },
		succeeded: { code: 100, message: 'Success', data: { status: 'completed' } },
		test: {
			asked: '/v2/user/remaining_quota',
			answer: { json: { error: null, data: { remaining_quota: 0 } } },
			refusal: { status: 401, json: { code: 400112, message: 'Unauthorized' } },
		},
	},
	{
		service: 'llamaParse',
		submit: { id: 'j1', status: 'PENDING' },
		asked: '/api/v2/parse/j1',
		headers: BEARER,
		succeeded: { job: { id: 'j1', status: 'COMPLETED' } },
		test: {
			asked: '/api/v2/parse?page_size=1',
			answer: { json: { items: [], next_page_token: null } },
			refusal: { status: 401, json: { detail: 'Invalid authentication token' } },
		},
	},
	{
		service: 'llamaParse',
		submit: { id: 'j1', status: 'PENDING' },
		parameters: { api: 'v1' },
		asked: '/api/v1/parsing/job/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'SUCCESS' },
		test: {
			asked: '/api/v2/parse?page_size=1',
			answer: { json: { items: [{ id: 'j1' }] } },
			refusal: UNAUTHORIZED,
		},
	},
	{
		service: 'waveSpeed',
		submit: { code: 200, data: { id: 'p1', status: 'created' } },
		asked: '/api/v3/predictions/p1/result',
		headers: BEARER,
		succeeded: { code: 200, data: { status: 'completed' } },
		test: {
			asked: '/api/v3/balance',
			answer: { json: { code: 200, message: 'success', data: { balance: 0 } } },
			refusal: { json: { code: 401, message: 'Unauthorized' } },
		},
	},
	{
		service: 'assemblyAi',
		submit: { id: 't1', status: 'queued' },
		asked: '/v2/transcript/t1',
		headers: { authorization: KEY },
		succeeded: { status: 'completed', text: 'Hello.' },
		test: {
			asked: '/v2/transcript?limit=1',
			answer: { json: { page_details: {}, transcripts: [] } },
			refusal: UNAUTHORIZED,
		},
	},
	{
		service: 'apify',
		submit: { data: { id: 'r1', status: 'READY' } },
		asked: '/v2/actor-runs/r1',
		headers: BEARER,
		succeeded: { data: { id: 'r1', status: 'SUCCEEDED' } },
		test: {
			asked: '/v2/users/me',
			answer: { json: { data: { id: 'u1', username: 'me' } } },
			refusal: { status: 401, json: { error: { type: 'token-not-valid', message: 'No' } } },
		},
	},
	...(
		[
			['crawl', '/v2/crawl/j1?limit=1'],
			['batchScrape', '/v2/batch/scrape/j1?limit=1'],
			['extract', '/v2/extract/j1'],
			['agent', '/v2/agent/j1'],
		] as const
	).map(([kind, asked]) => ({
		service: 'firecrawl',
		submit: { success: true, id: 'j1' },
		parameters: { kind },
		asked,
		headers: BEARER,
		succeeded: { success: true, status: 'completed', data: [] },
		test: {
			asked: '/v2/team/credit-usage',
			answer: { json: { success: true, data: { remainingCredits: 0 } } },
			refusal: { status: 401, json: { success: false, error: 'Unauthorized: Invalid token' } },
		},
	})),
	...(
		[
			['batch', '/v1/batches/j1'],
			['response', '/v1/responses/j1'],
		] as const
	).map(([kind, asked]) => ({
		service: 'openAi',
		submit: { id: 'j1' },
		parameters: { kind },
		asked,
		headers: BEARER,
		succeeded: { id: 'j1', status: 'completed' },
		test: {
			asked: '/v1/models',
			answer: { json: { object: 'list', data: [] } },
			refusal: { status: 401, json: { error: { message: 'Incorrect API key provided' } } },
		},
	})),
	{
		service: 'anthropicBatch',
		submit: { id: 'b1', type: 'message_batch' },
		asked: '/v1/messages/batches/b1',
		headers: { ...BEARER, 'anthropic-version': '2026-10-21' },
		succeeded: { processing_status: 'ended', request_counts: { succeeded: 1 } },
		test: {
			asked: '/v1/messages/batches?limit=1',
			answer: { json: { data: [], has_more: false, first_id: null, last_id: null } },
			refusal: { status: 401, json: { type: 'error', error: { type: 'authentication_error' } } },
		},
	},
	{
		service: 'mistralBatch',
		submit: { id: 'j1', object: 'batch' },
		asked: '/v1/batch/jobs/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'SUCCESS' },
		test: {
			asked: '/v1/batch/jobs?page_size=1',
			answer: { json: { data: [], object: 'list', total: 0 } },
			refusal: { status: 401, json: { detail: 'Unauthorized' } },
		},
	},
	{
		service: 'runPod',
		submit: { id: 'j1', status: 'IN_QUEUE' },
		parameters: { endpointId: 'e1' },
		asked: '/v2/e1/status/j1',
		headers: BEARER,
		succeeded: { id: 'j1', status: 'COMPLETED', output: 1 },
		test: {
			asked: '/v2/0/status/0',
			// An ID that cannot exist: "not found" is the answer to a key that was let in.
			answer: { status: 404, json: { error: 'endpoint not found' } },
			refusal: { status: 401, json: { error: 'unauthorized' } },
		},
	},
];
