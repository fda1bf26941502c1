import type { Description } from '../description';

/** HeyGen's videos: vendor pages. It has no SDK. */
export const heyGen: Description = {
	name: 'heyGen',
	displayName: 'HeyGen',
	documentationUrl: 'https://docs.heygen.com/reference/video-status',
	credential: { type: 'heyGenTaskApi' },
	baseUrl: 'https://api.heygen.com',
	authentication: { header: 'X-Api-Key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'videoId',
			displayName: 'Video ID',
			from: 'data.video_id',
			placeholder: 'e.g. 5cb6dc1b4ac14f5a9a2f4b0e9c1d2e3f',
			hint: 'From the generate response: data.video_id',
			description: 'The <code>data.video_id</code> of the generate response',
		},
	],
	status: { path: '/v1/video_status.get', query: { video_id: '{videoId}' } },
	// "Success" is in every envelope, of a failed video too; another code has no video beside it.
	fault: {
		when: [
			{ path: 'code', not: [100, null] },
			{ path: 'data.status', present: false },
		],
		code: 'code',
		message: 'message',
	},
	state: [
		{
			path: 'data.status',
			words: {
				waiting: 'queued',
				pending: 'queued',
				processing: 'running',
				completed: 'succeeded',
				failed: 'failed',
				// Third parties only.
				deleted: 'notFound',
			},
		},
	],
	failure: { code: 'data.error.code', message: 'data.error.detail || data.error' },
	// Links expire after 7 days; each look makes new ones.
	result: {
		path: 'data',
		files: [
			{
				path: '{video: video_url, captioned: video_url_caption, gif: gif_url, thumbnail: thumbnail_url}',
			},
		],
	},
	test: {
		request: { path: '/v2/user/remaining_quota' },
		holds: { path: 'data.remaining_quota', present: true },
	},
};
