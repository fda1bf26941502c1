import type { Description } from '../description';

/** MiniMax (Hailuo) video: the vendor's MCP servers and OpenAPI. The file's link takes a second request. */
export const miniMax: Description = {
	name: 'miniMax',
	displayName: 'MiniMax Video',
	documentationUrl: 'https://platform.minimax.io/docs/api-reference/video-generation-query',
	credential: {
		type: 'miniMaxTaskApi',
		baseUrlDescription:
			'The address of the API. For an account in China: <code>https://api.minimaxi.com</code>.',
	},
	baseUrl: 'https://api.minimax.io',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'taskId',
			displayName: 'Task ID',
			from: 'task_id',
			placeholder: 'e.g. 106916112212032',
			hint: 'From the submit response: task_id',
			description: 'The <code>task_id</code> of the submit response',
		},
	],
	status: { path: '/v1/query/video_generation', query: { task_id: '{taskId}' } },
	// Errors come in a 200. Beside "Fail" the code says why the task failed (third parties only).
	fault: {
		when: [
			{ path: 'base_resp.status_code', not: [0, null] },
			{ path: 'status', not: 'Fail' },
		],
		code: 'base_resp.status_code',
		message: 'base_resp.status_msg',
		// Unknown error, timeout, rate limit, refused key; 2049 from memory.
		httpCodes: { 1000: 500, 1001: 504, 1002: 429, 1004: 401, 2049: 401 },
		// Assumed: how an unknown task is answered is not documented.
		notFound: [
			{ path: 'base_resp.status_msg', has: 'not found' },
			{ path: 'status', present: false },
		],
	},
	state: [
		{
			path: 'status',
			words: {
				Preparing: 'queued',
				Queueing: 'queued',
				Processing: 'running',
				Success: 'succeeded',
				Fail: 'failed',
			},
		},
	],
	failure: {
		code: "status == 'Fail' && base_resp.status_code != `0` && base_resp.status_code",
		message: "status == 'Fail' && base_resp.status_code != `0` && base_resp.status_msg",
	},
	// The link is good for 9 hours; each request makes a new one.
	result: {
		request: {
			path: '/v1/files/retrieve',
			query: { file_id: '{fileId}' },
			values: { fileId: 'file_id' },
		},
		path: 'file',
		files: [{ path: '@', key: 'download_url' }],
	},
	test: {
		request: { path: '/v1/files/list', query: { purpose: 'voice_clone' } },
		holds: { path: 'base_resp.status_code', is: 0 },
	},
};
