import type { Description } from '../description';

/** Creatomate's renders: vendor pages and `creatomate` 1.2.1. */
export const creatomate: Description = {
	name: 'creatomate',
	displayName: 'Creatomate',
	documentationUrl: 'https://creatomate.com/docs/api/reference/get-render',
	credential: { type: 'creatomateTaskApi' },
	baseUrl: 'https://api.creatomate.com/v2',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'renderId',
			displayName: 'Render ID',
			from: 'id',
			placeholder: 'e.g. a862ec52-2b96-4b5e-bd5e-9a1c8f4f7d2a',
			hint: 'From the submit response: id. A list of renders has one for each.',
			description: 'The <code>id</code> of one render in the submit response',
		},
	],
	status: { path: '/renders/{renderId}' },
	fault: { message: 'hint' },
	state: [
		{
			path: 'status',
			words: {
				planned: 'queued',
				// Not in a queue: a part of the work.
				waiting: 'running',
				transcribing: 'running',
				rendering: 'running',
				succeeded: 'succeeded',
				failed: 'failed',
			},
		},
	],
	failure: { message: 'error_message' },
	// The link is there from the beginning, and good only after the success.
	result: {
		path: '{url: url, snapshot_url: snapshot_url, duration: duration, file_size: file_size}',
		files: [{ path: '[url, snapshot_url]' }],
	},
	// The SDK asks every 2 seconds.
	pace: { minSeconds: 2 },
	// Nothing else is documented that is free: a render that cannot exist (its 404: assumed).
	test: {
		request: { path: '/renders/00000000-0000-0000-0000-000000000000' },
		accepts: [404],
		holds: { path: 'hint || message || error || id', present: true },
	},
};
