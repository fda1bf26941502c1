import type { Description } from '../description';

/** Runway's tasks: `@runwayml/sdk` 4.20.1 and vendor pages. */
export const runway: Description = {
	name: 'runway',
	displayName: 'Runway',
	documentationUrl: 'https://docs.dev.runwayml.com/api/#tag/Task-management',
	credential: { type: 'runwayTaskApi' },
	baseUrl: 'https://api.dev.runwayml.com',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	headers: { 'X-Runway-Version': '2024-11-06' },
	identifiers: [
		{
			name: 'taskId',
			displayName: 'Task ID',
			from: 'id',
			placeholder: 'e.g. 17f20503-6c24-4c16-946b-35dbbce2af2f',
			hint: 'From the submit response: id',
			description: 'The <code>id</code> of the submit response',
		},
	],
	// A task that was deleted, or canceled while it ran, is gone: 404.
	status: { path: '/v1/tasks/{taskId}' },
	state: [
		{
			path: 'status',
			words: {
				PENDING: 'queued',
				// Waits for the account's other tasks, perhaps for long.
				THROTTLED: 'queued',
				RUNNING: 'running',
				SUCCEEDED: 'succeeded',
				FAILED: 'failed',
				CANCELLED: 'canceled',
			},
		},
	],
	// Inferred: the scale is documented for workflow invocations only.
	progress: { path: 'progress', of: 1 },
	failure: { code: 'failureCode', message: 'failure' },
	// Links expire after 24 to 48 hours; each look has fresh ones.
	result: { path: 'output', files: [{ path: '@' }] },
	// "Not more than once every five seconds."
	pace: { minSeconds: 5 },
	test: { request: { path: '/v1/organization' }, holds: { path: 'creditBalance', not: null } },
};
