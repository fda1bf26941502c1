import type { Description } from '../description';

const FAILED_RENDITIONS = "data.static_renditions.files[?status=='errored']";

/** Mux's video assets: `@mux/mux-node` 15.3.0. */
export const mux: Description = {
	name: 'mux',
	displayName: 'Mux',
	documentationUrl: 'https://www.mux.com/docs/api-reference/video/assets/get-asset',
	credential: {
		type: 'muxTaskApi',
		fields: [
			{ name: 'tokenId', displayName: 'Token ID', description: 'The ID of an access token' },
			{
				name: 'tokenSecret',
				displayName: 'Token Secret',
				isSecret: true,
				description: 'The secret of the access token',
			},
		],
	},
	baseUrl: 'https://api.mux.com',
	authentication: { basic: { user: '{tokenId}', password: '{tokenSecret}' } },
	identifiers: [
		{
			name: 'assetId',
			displayName: 'Asset ID',
			from: 'data.id',
			placeholder: 'e.g. 01itgOBvgjAbES7Inwvu4kEBtsQ44HFL6',
			hint: 'From the create response: data.id',
			description: 'The <code>data.id</code> of the create response',
		},
	],
	status: { path: '/video/v1/assets/{assetId}' },
	fault: { code: 'error.type', message: 'error.messages' },
	state: [
		{
			path: 'data.status',
			words: { preparing: 'running', ready: 'succeeded', errored: 'failed' },
		},
	],
	// Renditions and the master have states of their own; while they are prepared the asset is ready.
	warning: [
		{
			when: { path: FAILED_RENDITIONS, present: true },
			message: 'Some static renditions could not be made',
			count: `length(${FAILED_RENDITIONS})`,
		},
		{
			when: { path: 'data.master.status', is: 'errored' },
			message: 'The master could not be made',
		},
	],
	// -1 for a live stream and after an error: there is none.
	progress: { path: 'data.progress.progress', of: 100 },
	failure: { code: 'data.errors.type', message: 'data.errors.messages' },
	// An asset is streamed; the only link is that of the master, for 24 hours.
	result: { path: 'data', files: [{ path: 'master.url' }] },
	test: {
		request: { path: '/system/v1/whoami' },
		holds: { path: 'data.organization_id', present: true },
	},
};
