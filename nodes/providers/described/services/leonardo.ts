import type { Description } from '../description';

/** Leonardo.Ai's generations: the vendor's TypeScript SDK. */
export const leonardo: Description = {
	name: 'leonardo',
	displayName: 'Leonardo.Ai',
	documentationUrl: 'https://docs.leonardo.ai/reference/getgenerationbyid',
	credential: { type: 'leonardoTaskApi' },
	baseUrl: 'https://cloud.leonardo.ai/api/rest/v1',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'generationId',
			displayName: 'Generation ID',
			from: 'sdGenerationJob.generationId',
			placeholder: 'e.g. 123e4567-e89b-12d3-a456-426614174000',
			hint: 'From the submit response: sdGenerationJob.generationId',
			description: 'The <code>generationId</code> of the submit response',
		},
	],
	status: { path: '/generations/{generationId}' },
	// Inferred from the nullable type: an unknown ID is a null inside a 200.
	fault: {
		notFound: [
			{ path: "contains(keys(@), 'generations_by_pk')", is: true },
			{ path: 'generations_by_pk', is: null },
		],
	},
	// Variations and other endpoints have lists of their own. There is no text on why one failed.
	state: [
		{
			path: 'generations_by_pk.status',
			words: { PENDING: 'running', COMPLETE: 'succeeded', FAILED: 'failed' },
		},
	],
	result: {
		path: 'generations_by_pk.generated_images',
		files: [{ path: '[].[url, motionMP4URL]' }],
	},
	// Third parties only, like the shape of its answer.
	test: { request: { path: '/me' }, holds: { path: 'user_details', present: true } },
};
