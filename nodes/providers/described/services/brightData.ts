import type { Description } from '../description';

/** Bright Data's Web Scraper API (datasets v3): vendor pages and `@brightdata/sdk` 0.2.0. */
export const brightData: Description = {
	name: 'brightData',
	displayName: 'Bright Data',
	documentationUrl:
		'https://docs.brightdata.com/api-reference/scrapers/management-apis/monitor-progress',
	credential: { type: 'brightDataTaskApi' },
	baseUrl: 'https://api.brightdata.com',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'snapshotId',
			displayName: 'Snapshot ID',
			from: 'snapshot_id',
			placeholder: 'e.g. s_m4x7enmven8djfqak',
			hint: 'From the trigger response: snapshot_id',
			description: 'The <code>snapshot_id</code> that triggering the collection returned',
		},
	],
	status: { path: '/datasets/v3/progress/{snapshotId}' },
	state: [
		{
			path: 'status',
			words: {
				starting: 'queued',
				running: 'running',
				ready: 'succeeded',
				failed: 'failed',
				// In the Python SDK only; the waiter of the JS SDK does not end at them.
				cancelled: 'canceled',
				error: 'failed',
				// Third parties only.
				building: 'running',
				collecting: 'running',
			},
		},
	],
	// Third parties only: how many records of a ready snapshot are errors.
	warning: [
		{
			when: { path: 'errors', over: 0 },
			message: 'Some records could not be collected',
			count: 'errors',
		},
	],
	failure: { message: 'error_message' },
	// Ready is not downloadable yet: 202, or "… try again in 10s".
	result: {
		request: { path: '/datasets/v3/snapshot/{snapshotId}', query: { format: 'json' } },
		early: { path: 'message', has: 'try again in' },
	},
	pace: { minSeconds: 10 },
	test: { request: { path: '/status' }, holds: { path: 'customer', present: true } },
};
