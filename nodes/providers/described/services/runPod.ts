import type { Description } from '../description';

/** RunPod's serverless jobs: vendor pages and `runpod-sdk` 1.1.2. */
export const runPod: Description = {
	name: 'runPod',
	displayName: 'RunPod',
	documentationUrl: 'https://docs.runpod.io/serverless/endpoints/job-states',
	credential: { type: 'runPodTaskApi' },
	baseUrl: 'https://api.runpod.ai/v2',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'endpointId',
			displayName: 'Endpoint ID',
			placeholder: 'e.g. vsrx8zdokf21gz',
			description: 'The endpoint that the job was sent to, as it stands in its address',
		},
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'id',
			placeholder: 'e.g. eaebd6e7-6a92-4bb8-a911-f996ac5ea99d-u1',
			hint: 'From the run response: id',
			description: 'The <code>id</code> of the run response',
		},
	],
	status: { path: '/{endpointId}/status/{jobId}' },
	// A job is forgotten 30 minutes after its end (1 minute after /runsync), and at its TTL even while
	// it runs: 404.
	state: [
		{
			path: 'status',
			words: {
				IN_QUEUE: 'queued',
				IN_PROGRESS: 'running',
				RUNNING: 'running',
				COMPLETED: 'succeeded',
				FAILED: 'failed',
				CANCELLED: 'canceled',
				TIMED_OUT: 'failed',
			},
		},
	],
	// Inferred: where a handler's failure is, is not documented.
	failure: { message: 'error || output.error' },
	result: { path: 'output' },
	// Nothing on this host is for the account alone: an endpoint that cannot exist (its 404: assumed).
	test: {
		request: { path: '/0/status/0' },
		accepts: [404],
		holds: { path: 'error || message || detail || title || status', present: true },
	},
};
