import type { Description, Exchange } from '../description';

/** A response in the background. */
const response: Partial<Exchange> = {
	status: { path: '/responses/{jobId}' },
	state: [
		{
			path: 'status',
			words: {
				queued: 'queued',
				in_progress: 'running',
				completed: 'succeeded',
				failed: 'failed',
				cancelled: 'canceled',
				// Final: what there is of the output is cut off.
				incomplete: 'failed',
			},
		},
	],
	demote: [],
	warning: [],
	failure: {
		code: 'error.code || incomplete_details.reason',
		message: 'error.message || incomplete_details.reason',
	},
	startedAt: 'created_at',
	finishedAt: 'completed_at',
	result: { path: 'output' },
};

/** OpenAI's Batch API and background responses: `openai` 6.49.0. */
export const openAi: Description = {
	name: 'openAi',
	displayName: 'OpenAI',
	documentationUrl: 'https://platform.openai.com/docs/api-reference/batch/retrieve',
	credential: {
		type: 'openAiTaskApi',
		baseUrlDescription:
			'The address of the API with its version. Other services speak the same Batch API: enter theirs.',
	},
	baseUrl: 'https://api.openai.com/v1',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'kind',
			displayName: 'Kind',
			options: [
				{ value: 'batch', name: 'Batch' },
				{ value: 'response', name: 'Response' },
			],
			description: 'What was started',
		},
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'id',
			placeholder: 'e.g. batch_abc123',
			hint: 'From the response that started it: id',
			description: 'The <code>id</code> of the batch, or of the response in the background',
		},
	],
	status: { path: '/batches/{jobId}' },
	state: [
		{
			path: 'status',
			words: {
				validating: 'queued',
				in_progress: 'running',
				finalizing: 'running',
				cancelling: 'running',
				completed: 'succeeded',
				failed: 'failed',
				// What was done in time is in its output file.
				expired: 'failed',
				cancelled: 'canceled',
			},
		},
	],
	variants: { by: 'kind', of: { batch: {}, response } },
	demote: [
		{
			when: [
				{ path: 'request_counts.failed', over: 0 },
				{ path: 'request_counts.completed', is: 0 },
			],
			state: 'failed',
			message: 'Every request of the batch failed',
		},
	],
	warning: [
		{
			when: { path: 'request_counts.failed', over: 0 },
			message: 'Some requests of the batch failed',
			count: 'request_counts.failed',
		},
	],
	progress: {
		done: 'sum([request_counts.completed, request_counts.failed])',
		total: 'request_counts.total',
	},
	failure: { code: 'errors.data[0].code', message: 'errors.data[].message' },
	startedAt: 'in_progress_at',
	finishedAt: 'completed_at || failed_at || expired_at || cancelled_at',
	// Either may be absent. Files are kept for 30 days.
	result: {
		path: '{output_file_id: output_file_id, error_file_id: error_file_id}',
		files: [
			{
				each: 'output_file_id',
				url: '/files/{each}/content',
				file: 'output.jsonl',
				withKey: true,
			},
			{ each: 'error_file_id', url: '/files/{each}/content', file: 'errors.jsonl', withKey: true },
		],
	},
	test: {
		request: { path: '/models' },
		holds: [
			{ path: 'object', is: 'list' },
			{ path: 'data', not: null },
		],
	},
};
