import type { Description } from '../description';

/** Replicate's predictions and trainings: vendor pages and `replicate` 1.4.0. */
export const replicate: Description = {
	name: 'replicate',
	displayName: 'Replicate',
	documentationUrl: 'https://replicate.com/docs/reference/http#predictions.get',
	credential: { type: 'replicateTaskApi' },
	baseUrl: 'https://api.replicate.com/v1',
	hosts: ['replicate.delivery', '*.replicate.delivery'],
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'predictionId',
			displayName: 'Prediction ID or URL',
			from: 'urls.get',
			isUrl: 'also',
			placeholder: 'e.g. gm3qorzdhgbfurvjtvhg6dckhu',
			hint: 'From the submit response: id or urls.get. For a training: urls.get.',
			description: 'The <code>id</code> of the prediction, or its <code>urls.get</code>',
		},
	],
	status: { path: '/predictions/{predictionId}' },
	state: [
		{
			path: 'status',
			words: {
				starting: 'queued',
				processing: 'running',
				succeeded: 'succeeded',
				failed: 'failed',
				canceled: 'canceled',
				// Its deadline passed before it started.
				aborted: 'canceled',
			},
		},
	],
	warning: [
		{
			when: { path: 'data_removed', is: true },
			message: 'The output is gone: Replicate deletes it after an hour',
		},
	],
	failure: { message: 'error' },
	startedAt: 'started_at',
	finishedAt: 'completed_at',
	result: { path: 'output', files: [{ path: '@', withKey: true }] },
	test: { request: { path: '/account' }, holds: { path: 'username', present: true } },
};
