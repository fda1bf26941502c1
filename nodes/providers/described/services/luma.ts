import type { Description } from '../description';

/** Luma Dream Machine's generations: `lumaai` 1.19.1. */
export const luma: Description = {
	name: 'luma',
	displayName: 'Luma Dream Machine',
	documentationUrl: 'https://docs.lumalabs.ai/reference/getgeneration',
	credential: { type: 'lumaTaskApi' },
	baseUrl: 'https://api.lumalabs.ai/dream-machine/v1',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'generationId',
			displayName: 'Generation ID',
			from: 'id',
			placeholder: 'e.g. 123e4567-e89b-12d3-a456-426614174000',
			hint: 'From the submit response: id',
			description: 'The <code>id</code> of the submit response',
		},
	],
	status: { path: '/generations/{generationId}' },
	state: [
		{
			path: 'state',
			words: {
				queued: 'queued',
				dreaming: 'running',
				completed: 'succeeded',
				failed: 'failed',
			},
		},
		// Every field is optional: a generation may be without a word.
		{
			when: [
				{ path: 'id', present: true },
				{ path: 'state', present: false },
			],
			state: 'unknown',
		},
	],
	failure: { message: 'failure_reason' },
	result: { path: 'assets', files: [{ path: '@' }] },
	test: { request: { path: '/credits' }, holds: { path: 'credit_balance', not: null } },
};
