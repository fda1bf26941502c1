import type { Description } from '../description';

/** Apify's Actor runs: vendor pages and `apify-client` 2.25.0. */
export const apify: Description = {
	name: 'apify',
	displayName: 'Apify',
	documentationUrl: 'https://docs.apify.com/api/v2/actor-run-get',
	credential: { type: 'apifyTaskApi' },
	baseUrl: 'https://api.apify.com/v2',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'runId',
			displayName: 'Run ID',
			from: 'data.id',
			placeholder: 'e.g. HG7ML7M8z78YcAPEB',
			hint: 'From the response that started the run: data.id',
			description:
				'The <code>data.id</code> of the run. "The last run" may be that of somebody else.',
		},
	],
	status: { path: '/actor-runs/{runId}' },
	fault: { code: 'error.type', message: 'error.message' },
	// A finished run can be resurrected, and is RUNNING again.
	state: [
		{
			path: 'data.status',
			words: {
				READY: 'queued',
				RUNNING: 'running',
				'TIMING-OUT': 'running',
				ABORTING: 'running',
				SUCCEEDED: 'succeeded',
				FAILED: 'failed',
				'TIMED-OUT': 'failed',
				ABORTED: 'canceled',
			},
		},
	],
	message: 'data.statusMessage',
	startedAt: 'data.startedAt',
	finishedAt: 'data.finishedAt',
	result: { request: { path: '/actor-runs/{runId}/dataset/items' } },
	// The client asks again as well: "it might take some time for database replicas".
	notFoundTolerance: 1,
	test: { request: { path: '/users/me' }, holds: { path: 'data.id', present: true } },
};
