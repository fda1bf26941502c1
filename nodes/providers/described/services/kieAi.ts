import type { Description, Exchange } from '../description';

/** The older Veo contract under the same key. */
const veo: Partial<Exchange> = {
	status: { path: '/api/v1/veo/record-info', query: { taskId: '{taskId}' } },
	state: [
		// The code of a failed generation, in the body.
		{ when: { path: 'code', is: 501 }, state: 'failed' },
		{
			path: 'data.successFlag',
			// 3: was accepted, and then failed at the vendor behind.
			words: { 0: 'running', 1: 'succeeded', 2: 'failed', 3: 'failed' },
		},
	],
	failure: { code: 'data.errorCode', message: 'data.errorMessage || (code == `501` && msg)' },
	result: { path: 'data.response', files: [{ path: 'resultUrls' }] },
};

/** kie.ai: the vendor's pages and OpenAPI. It has no SDK. */
export const kieAi: Description = {
	name: 'kieAi',
	displayName: 'kie.ai',
	documentationUrl: 'https://docs.kie.ai/market/common/get-task-detail',
	credential: { type: 'kieAiTaskApi' },
	baseUrl: 'https://api.kie.ai',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'family',
			displayName: 'API Family',
			options: [
				{ value: 'jobs', name: 'Market Models (Jobs)' },
				{ value: 'veo', name: 'Veo' },
			],
			description: 'Which of the APIs of kie.ai the task was started with',
		},
		{
			name: 'taskId',
			displayName: 'Task ID',
			from: 'data.taskId',
			placeholder: 'e.g. 281e5b0f39b9d2a1c3e4f56789ab',
			hint: 'From the submit response: data.taskId',
			description: 'The <code>data.taskId</code> of the submit response',
		},
	],
	status: { path: '/api/v1/jobs/recordInfo', query: { taskId: '{taskId}' } },
	// The code in the body counts, whatever the HTTP status; 501 says the state of the task.
	fault: {
		when: { path: 'code', not: [200, 501] },
		code: 'code',
		message: 'msg',
		isHttpCode: true,
		// "Service unavailable", during maintenance.
		httpCodes: { 455: 503 },
		notFound: { path: 'msg', has: 'recordInfo is null' },
	},
	state: [
		{ when: { path: 'code', is: 501 }, state: 'failed' },
		{
			path: 'data.state',
			words: {
				waiting: 'queued',
				queuing: 'queued',
				generating: 'running',
				success: 'succeeded',
				fail: 'failed',
			},
		},
	],
	variants: { by: 'family', of: { jobs: {}, veo } },
	// Of two models only.
	progress: { path: 'data.progress', of: 100 },
	failure: { code: 'data.failCode', message: 'data.failMsg || (code == `501` && msg)' },
	// Veo writes times without a zone: nobody knows which time it is, and they stay empty.
	finishedAt: 'data.completeTime',
	result: { path: 'data.resultJson', isJsonText: true, files: [{ path: 'resultUrls' }] },
	// Third parties saw "recordInfo is null" right after a task was created.
	notFoundTolerance: 2,
	test: { request: { path: '/api/v1/chat/credit' }, holds: { path: 'data', not: null } },
};
