import type { Description } from '../description';

/** WaveSpeedAI's predictions: `wavespeed` 0.3.2, the vendor's n8n node, vendor pages. */
export const waveSpeed: Description = {
	name: 'waveSpeed',
	displayName: 'WaveSpeedAI',
	documentationUrl: 'https://wavespeed.ai/docs/get-result',
	credential: { type: 'waveSpeedTaskApi' },
	baseUrl: 'https://api.wavespeed.ai',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'predictionId',
			displayName: 'Prediction ID',
			from: 'data.id',
			placeholder: 'e.g. 8f3b6d0c2a1e4f5d9c7b',
			hint: 'From the submit response: data.id',
			description: 'The <code>data.id</code> of the submit response',
		},
	],
	status: { path: '/api/v3/predictions/{predictionId}/result' },
	// The code in the body counts, whatever the HTTP status.
	fault: {
		when: { path: 'code', not: 200 },
		code: 'code',
		message: 'message',
		isHttpCode: true,
	},
	state: [
		// The submit request ran out of time, not the task: it goes on.
		{
			when: [
				{ path: 'data.code', is: 5004 },
				{ path: 'data.status', not: ['completed', 'failed', 'cancelled', 'timeout', 'deleted'] },
			],
			state: 'running',
		},
		{
			path: 'data.status',
			words: {
				created: 'queued',
				processing: 'running',
				completed: 'succeeded',
				failed: 'failed',
				cancelled: 'canceled',
				timeout: 'failed',
				// The SDK ends at it with "Task deleted".
				deleted: 'canceled',
			},
		},
	],
	failure: { message: 'data.error' },
	result: { path: 'data.outputs', files: [{ path: '@' }] },
	test: { request: { path: '/api/v3/balance' }, holds: { path: 'data.balance', present: true } },
};
