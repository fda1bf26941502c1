import type { Description } from '../description';

/** Shotstack's renders: vendor pages and `shotstack-sdk` 0.2.9. */
export const shotstack: Description = {
	name: 'shotstack',
	displayName: 'Shotstack',
	documentationUrl: 'https://shotstack.io/docs/api/#get-render-status',
	credential: {
		type: 'shotstackTaskApi',
		fields: [
			{
				name: 'apiKey',
				displayName: 'API Key',
				isSecret: true,
				description:
					'The key of the environment that renders. The Test button asks production, which refuses a key of the sandbox (stage).',
			},
		],
	},
	baseUrl: 'https://api.shotstack.io/edit',
	// Another key for each environment.
	authentication: { header: 'x-api-key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'stage',
			displayName: 'Environment',
			options: [
				{ value: 'v1', name: 'Production (V1)' },
				{ value: 'stage', name: 'Sandbox (Stage)' },
			],
			description: 'Where the render was submitted',
		},
		{
			name: 'renderId',
			displayName: 'Render ID',
			from: 'response.id',
			placeholder: 'e.g. 2abd5c11-0f3d-4c6d-ba20-235fc9b8e8b7',
			hint: 'From the submit response: response.id',
			description: 'The <code>response.id</code> of the submit response',
		},
	],
	// Otherwise the whole timeline comes back with every look.
	status: { path: '/{stage}/render/{renderId}', query: { data: 'false' } },
	// Assumed; "success" is true in the envelope of a failed render, too.
	fault: {
		when: [
			{ path: 'success', is: false },
			{ path: 'response.status', present: false },
		],
		message: 'message',
	},
	state: [
		{
			path: 'response.status',
			words: {
				queued: 'queued',
				fetching: 'running',
				rendering: 'running',
				saving: 'running',
				done: 'succeeded',
				failed: 'failed',
			},
		},
	],
	failure: { message: 'response.error' },
	// The link may be there while it renders; it is deleted after 24 hours unless it is hosted.
	result: {
		path: 'response.{url: url, poster: poster, thumbnail: thumbnail, duration: duration}',
		files: [{ path: '[url, poster, thumbnail]' }],
	},
	// Nothing else is documented that is free: a render that cannot exist (its 404: assumed).
	test: {
		request: { path: '/v1/render/00000000-0000-0000-0000-000000000000' },
		accepts: [400, 404],
		holds: { path: 'message || error || response.id', present: true },
	},
};
