import type { Description } from '../description';

/** AssemblyAI's transcripts: vendor pages and `assemblyai` 4.41.5. */
export const assemblyAi: Description = {
	name: 'assemblyAi',
	displayName: 'AssemblyAI',
	documentationUrl: 'https://www.assemblyai.com/docs/api-reference/transcripts/get',
	credential: {
		type: 'assemblyAiTaskApi',
		baseUrlDescription:
			'The address of the API. For data in the EU: <code>https://api.eu.assemblyai.com</code>.',
	},
	baseUrl: 'https://api.assemblyai.com',
	// The key alone, without "Bearer".
	authentication: { header: 'Authorization', value: '{apiKey}' },
	identifiers: [
		{
			name: 'transcriptId',
			displayName: 'Transcript ID',
			from: 'id',
			placeholder: 'e.g. 9ea68fd3-f953-42c1-9742-976c447fb463',
			hint: 'From the submit response: id',
			description: 'The <code>id</code> of the submit response',
		},
	],
	status: { path: '/v2/transcript/{transcriptId}' },
	state: [
		{
			path: 'status',
			words: {
				queued: 'queued',
				processing: 'running',
				completed: 'succeeded',
				error: 'failed',
			},
		},
	],
	warning: [
		{
			when: { path: 'audio_url', has: '://deleted_by_user' },
			message: 'The transcript was deleted: its text is gone',
		},
	],
	failure: { message: 'error' },
	result: {},
	// The SDK asks every 3 seconds.
	pace: { minSeconds: 3 },
	test: {
		request: { path: '/v2/transcript', query: { limit: '1' } },
		holds: { path: 'transcripts', not: null },
	},
};
