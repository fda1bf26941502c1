import type { Description } from '../description';

/** Tripo's 3D tasks: the vendor's Python SDK. */
export const tripo: Description = {
	name: 'tripo',
	displayName: 'Tripo',
	documentationUrl: 'https://platform.tripo3d.ai/docs/task',
	credential: { type: 'tripoTaskApi' },
	baseUrl: 'https://api.tripo3d.ai/v2/openapi',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'taskId',
			displayName: 'Task ID',
			from: 'data.task_id',
			placeholder: 'e.g. 1ec04ced-4b87-44f6-a296-beee80777941',
			hint: 'From the create response: data.task_id',
			description: 'The <code>data.task_id</code> of the create response',
		},
	],
	status: { path: '/task/{taskId}' },
	fault: { when: { path: 'code', not: 0 }, code: 'code', message: 'message' },
	state: [
		{
			path: 'data.status',
			words: {
				queued: 'queued',
				running: 'running',
				success: 'succeeded',
				failed: 'failed',
				cancelled: 'canceled',
				banned: 'failed',
				expired: 'failed',
				// A word of the vendor's own: it does not know either.
				unknown: 'unknown',
			},
		},
	],
	progress: { path: 'data.progress', of: 100 },
	queuePosition: 'data.queuing_num',
	failure: { code: 'data.error_code', message: 'data.error_msg' },
	// A map of links. They expire soon (third parties only).
	result: { path: 'data.output', files: [{ path: '@' }] },
	// As the SDK does: at half of what is left, else after 2 seconds.
	pace: { minSeconds: 2, hint: 'data.running_left_time', hintShare: 0.5 },
	// Third parties only.
	test: { request: { path: '/user/balance' }, holds: { path: 'data.balance', not: null } },
};
