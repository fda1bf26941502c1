import type { Description } from '../description';

/** fal.ai's queue: vendor pages and `@fal-ai/client` 1.10.1. */
export const fal: Description = {
	name: 'fal',
	displayName: 'fal.ai',
	documentationUrl: 'https://docs.fal.ai/model-apis/model-endpoints/queue',
	credential: { type: 'falTaskApi' },
	baseUrl: 'https://queue.fal.run',
	hosts: ['queue.falrun.com'],
	authentication: { header: 'Authorization', value: 'Key {apiKey}' },
	identifiers: [
		{
			name: 'statusUrl',
			displayName: 'Status URL',
			from: 'status_url',
			isUrl: 'only',
			placeholder: 'e.g. https://queue.fal.run/fal-ai/flux/requests/764cabcf-b745-4b3e-ae38/status',
			hint: 'From the submit response: status_url',
			description: 'The <code>status_url</code> of the submit response',
		},
	],
	status: { query: { logs: '1' } },
	state: [
		{
			path: 'status',
			words: {
				IN_QUEUE: 'queued',
				IN_PROGRESS: 'running',
				COMPLETED: 'succeeded',
				// Third parties only.
				FAILED: 'failed',
				ERROR: 'failed',
				CANCELED: 'canceled',
				CANCELLED: 'canceled',
			},
		},
	],
	// COMPLETED is no success yet: the result is the model's own answer, with its own HTTP status.
	verdict: {
		request: { url: 'response_url' },
		// The client tries 429, 502, 503 and 504 again; all others are final. 404: kept 6 minutes to 1 hour.
		httpStates: {
			400: 'failed',
			404: 'notFound',
			409: 'failed',
			413: 'failed',
			415: 'failed',
			422: 'failed',
			500: 'failed',
		},
		headerStates: [{ header: 'x-fal-request-timeout-type', is: 'user', state: 'failed' }],
		// Third parties only.
		early: { path: 'detail', has: 'still in progress' },
		message: 'detail',
	},
	queuePosition: 'queue_position',
	message: 'logs[-1].message',
	failure: { message: 'error' },
	result: { files: [{ path: '@', key: 'url' }] },
	// No free request is documented: the status of a request that cannot exist (its 404: assumed).
	test: {
		request: { path: '/fal-ai/flux/requests/00000000-0000-4000-8000-000000000000/status' },
		accepts: [404],
		holds: { path: 'detail || status', present: true },
	},
};
