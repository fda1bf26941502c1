import type { Description } from '../description';

/** Meshy's 3D tasks: vendor pages. */
export const meshy: Description = {
	name: 'meshy',
	displayName: 'Meshy',
	documentationUrl: 'https://docs.meshy.ai/api/task-lifecycle',
	credential: { type: 'meshyTaskApi' },
	baseUrl: 'https://api.meshy.ai',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'kind',
			displayName: 'Kind',
			options: [
				{ value: 'text-to-3d', name: 'Text to 3D' },
				{ value: 'image-to-3d', name: 'Image to 3D' },
			],
			description: 'What was started',
		},
		{
			name: 'taskId',
			displayName: 'Task ID',
			from: 'result',
			placeholder: 'e.g. 018a210d-8ba4-705c-b111-1f1776f7f578',
			hint: 'From the create response: result',
			description: 'The <code>result</code> of the create response',
		},
	],
	status: { path: '/openapi/v2/text-to-3d/{taskId}' },
	state: [
		{
			path: 'status',
			words: {
				PENDING: 'queued',
				IN_PROGRESS: 'running',
				SUCCEEDED: 'succeeded',
				FAILED: 'failed',
				CANCELED: 'canceled',
			},
		},
	],
	variants: {
		by: 'kind',
		of: {
			'text-to-3d': {},
			// Another version in the path.
			'image-to-3d': { status: { path: '/openapi/v1/image-to-3d/{taskId}' } },
		},
	},
	progress: { path: 'progress', of: 100 },
	// Third parties only.
	queuePosition: 'preceding_tasks',
	// Third parties only: the object is there on a success, too, with an empty message.
	failure: { message: 'task_error.message' },
	startedAt: 'started_at',
	finishedAt: 'finished_at',
	// A map of links, one for each format. Files are kept for a limited time.
	result: {
		path: '{model_urls: model_urls, texture_urls: texture_urls, thumbnail_url: thumbnail_url}',
		files: [{ path: '@' }],
	},
	// The vendor's own MCP server begins with 5 seconds.
	pace: { minSeconds: 5 },
	// Third parties only.
	test: { request: { path: '/openapi/v1/balance' }, holds: { path: 'balance', not: null } },
};
