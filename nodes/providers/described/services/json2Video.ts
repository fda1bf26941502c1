import type { Description } from '../description';

/** JSON2Video's movies: vendor pages. */
export const json2Video: Description = {
	name: 'json2Video',
	displayName: 'JSON2Video',
	documentationUrl: 'https://json2video.com/docs/v2/reference/api-endpoints/movies-status',
	credential: { type: 'json2VideoTaskApi' },
	baseUrl: 'https://api.json2video.com/v2',
	authentication: { header: 'x-api-key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'projectId',
			displayName: 'Project ID',
			from: 'project',
			placeholder: 'e.g. JkGxEoPRF9EgRb32',
			hint: 'From the submit response: project',
			description: 'The <code>project</code> of the submit response',
		},
	],
	// Without an ID this is a list of other movies: an empty one is refused before anything is sent.
	status: { path: '/movies', query: { project: '{projectId}', format: 'simple' } },
	fault: {
		when: [
			{ path: 'success', is: false },
			{ path: 'movie', present: false },
		],
		message: 'message',
		// Inferred: the movie of an unknown project is just missing.
		notFound: [
			{ path: 'success', is: true },
			{ path: 'movie', present: false },
			{ path: 'movies', is: null },
		],
	},
	state: [
		{
			path: 'movie.status',
			words: {
				pending: 'queued',
				running: 'running',
				done: 'succeeded',
				error: 'failed',
				timeout: 'failed',
			},
		},
	],
	progress: { path: 'movie.progress', of: 100 },
	// Also why it failed.
	message: 'movie.message',
	finishedAt: 'movie.ended_at',
	result: { path: 'movie', files: [{ path: '[url, ass]' }] },
	test: {
		request: { path: '/movies', query: { format: 'simple', limit: '1' } },
		holds: { path: 'success', is: true },
	},
};
