import type { Description } from '../description';

const FAILED_PARTS =
	'sum([request_counts.errored, request_counts.expired, request_counts.canceled])';

/** Anthropic's Message Batches: `@anthropic-ai/sdk` 1.13.0. */
export const anthropicBatch: Description = {
	name: 'anthropicBatch',
	displayName: 'Anthropic Message Batches',
	documentationUrl: 'https://docs.anthropic.com/en/api/retrieving-message-batches',
	credential: { type: 'anthropicTaskApi' },
	baseUrl: 'https://api.anthropic.com',
	// As the SDK sends it. Whether this version still takes `x-api-key` is not documented.
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	headers: { 'anthropic-version': '2026-10-21' },
	identifiers: [
		{
			name: 'batchId',
			displayName: 'Batch ID',
			from: 'id',
			placeholder: 'e.g. msgbatch_013Zva2CMHLNnXjNJJKqJ2EF',
			hint: 'From the create response: id',
			description: 'The <code>id</code> of the message batch',
		},
	],
	status: { path: '/v1/messages/batches/{batchId}' },
	fault: { code: 'error.type', message: 'error.message' },
	// "ended" is the end of whatever kind: the counts tell which. Until then they are 0: no progress.
	state: [
		{
			path: 'processing_status',
			words: { in_progress: 'running', canceling: 'running', ended: 'succeeded' },
		},
	],
	demote: [
		{
			when: { path: 'request_counts.canceled', over: 0 },
			state: 'canceled',
			message: 'The batch was canceled; the requests that were done before are in its results',
		},
		{
			when: [
				{ path: 'request_counts.succeeded', is: 0 },
				{ path: 'request_counts.errored', over: 0 },
			],
			state: 'failed',
			message: 'No request of the batch succeeded',
		},
		{
			when: [
				{ path: 'request_counts.succeeded', is: 0 },
				{ path: 'request_counts.expired', over: 0 },
			],
			state: 'failed',
			message: 'The batch expired after 24 hours before any request was done',
		},
	],
	warning: [
		{
			when: { path: 'archived_at', present: true },
			message: 'The results are gone: the batch is archived',
		},
		{
			when: { path: FAILED_PARTS, over: 0 },
			message: 'Some requests of the batch failed or expired',
			count: FAILED_PARTS,
		},
	],
	finishedAt: 'ended_at',
	// Once archived there is no address of the results.
	result: {
		path: '{results_url: results_url, request_counts: request_counts}',
		files: [
			{
				each: 'results_url && id',
				url: '/v1/messages/batches/{each}/results',
				file: 'results.jsonl',
				withKey: true,
			},
		],
	},
	test: {
		request: { path: '/v1/messages/batches', query: { limit: '1' } },
		holds: [
			{ path: 'has_more', not: null },
			{ path: 'data', not: null },
		],
	},
};
