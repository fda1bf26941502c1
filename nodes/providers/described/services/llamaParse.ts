import type { Description, Exchange } from '../description';

/** The API before 2025, which many templates still use: the Python SDK. */
const v1: Partial<Exchange> = {
	status: { path: '/api/v1/parsing/job/{jobId}' },
	state: [
		{
			path: 'status',
			words: {
				PENDING: 'running',
				SUCCESS: 'succeeded',
				PARTIAL_SUCCESS: 'succeeded',
				ERROR: 'failed',
				CANCELLED: 'canceled',
				// A comment in the Python SDK spells it so.
				CANCELED: 'canceled',
			},
		},
	],
	warning: [
		{
			when: { path: 'status', is: 'PARTIAL_SUCCESS' },
			message: 'Some pages could not be parsed',
		},
	],
	failure: { code: 'error_code', message: 'error_message' },
	result: { request: { path: '/api/v1/parsing/job/{jobId}/result/markdown' }, path: 'markdown' },
};

/** LlamaParse: `@llamaindex/llama-cloud` 2.16.0 and vendor pages. */
export const llamaParse: Description = {
	name: 'llamaParse',
	displayName: 'LlamaParse',
	documentationUrl: 'https://developers.llamaindex.ai/llamaparse/parse/guides/api-reference/',
	credential: {
		type: 'llamaCloudTaskApi',
		baseUrlDescription: 'The address of the API. Change it for another region.',
	},
	baseUrl: 'https://api.cloud.llamaindex.ai',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'api',
			displayName: 'API Version',
			options: [
				{ value: 'v2', name: 'V2' },
				{ value: 'v1', name: 'V1' },
			],
			description: 'Which version of the API the file was sent to',
		},
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'id',
			placeholder: 'e.g. 5a1f0d3e-8c2b-4e6f-9d7a-0b1c2d3e4f5a',
			hint: 'From the submit response: id',
			description: 'The <code>id</code> of the submit response',
		},
	],
	status: { path: '/api/v2/parse/{jobId}' },
	state: [
		{
			path: 'job.status',
			words: {
				PENDING: 'queued',
				RUNNING: 'running',
				COMPLETED: 'succeeded',
				FAILED: 'failed',
				CANCELLED: 'canceled',
			},
		},
	],
	variants: { by: 'api', of: { v2: {}, v1 } },
	failure: { message: 'job.error_message' },
	// The status has no content unless it is asked for; the tier "fast" makes no Markdown.
	result: {
		request: { path: '/api/v2/parse/{jobId}', query: { expand: 'markdown_full,text_full' } },
		path: '{markdown: markdown_full, text: text_full}',
	},
	test: {
		request: { path: '/api/v2/parse', query: { page_size: '1' } },
		holds: { path: 'items', not: null },
	},
};
