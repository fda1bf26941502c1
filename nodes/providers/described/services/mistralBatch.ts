import type { Description } from '../description';

/** Mistral's batch jobs: vendor pages and `@mistralai/mistralai` 2.7.0. */
export const mistralBatch: Description = {
	name: 'mistralBatch',
	displayName: 'Mistral Batch',
	documentationUrl: 'https://docs.mistral.ai/api/endpoint/batch',
	credential: { type: 'mistralTaskApi' },
	baseUrl: 'https://api.mistral.ai/v1',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'id',
			placeholder: 'e.g. 5a1f0d3e-8c2b-4e6f-9d7a-0b1c2d3e4f5a',
			hint: 'From the create response: id',
			description: 'The <code>id</code> of the batch job',
		},
	],
	status: { path: '/batch/jobs/{jobId}' },
	state: [
		{
			path: 'status',
			words: {
				QUEUED: 'queued',
				RUNNING: 'running',
				CANCELLATION_REQUESTED: 'running',
				SUCCESS: 'succeeded',
				FAILED: 'failed',
				TIMEOUT_EXCEEDED: 'failed',
				CANCELLED: 'canceled',
			},
		},
	],
	demote: [
		{
			when: [
				{ path: 'failed_requests', over: 0 },
				{ path: 'succeeded_requests', is: 0 },
			],
			state: 'failed',
			message: 'Every request of the batch failed',
		},
	],
	warning: [
		{
			when: { path: 'failed_requests', over: 0 },
			message: 'Some requests of the batch failed',
			count: 'failed_requests',
		},
	],
	progress: { done: 'completed_requests', total: 'total_requests' },
	failure: { message: 'errors[].message' },
	startedAt: 'started_at',
	finishedAt: 'completed_at',
	result: {
		path: '{output_file: output_file, error_file: error_file, outputs: outputs}',
		files: [
			{ each: 'output_file', url: '/files/{each}/content', file: 'output.jsonl', withKey: true },
			{ each: 'error_file', url: '/files/{each}/content', file: 'errors.jsonl', withKey: true },
		],
	},
	test: {
		request: { path: '/batch/jobs', query: { page_size: '1' } },
		holds: { path: 'total', not: null },
	},
};
