import type { Description } from '../description';

const VIDEOS = 'response.generateVideoResponse';

/** Long-running operations of the Gemini API, e.g. Veo: AIP-151 and `@google/genai` 2.32.0. */
export const googleGemini: Description = {
	name: 'googleGemini',
	displayName: 'Google Gemini',
	documentationUrl: 'https://ai.google.dev/gemini-api/docs/video',
	credential: { type: 'googleGeminiTaskApi' },
	baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
	authentication: { header: 'x-goog-api-key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'operationName',
			displayName: 'Operation Name',
			from: 'name',
			mayHoldSlashes: true,
			placeholder: 'e.g. models/veo-3.0-generate-001/operations/0123abcd',
			hint: 'From the submit response: name',
			description: 'The <code>name</code> of the operation, with its slashes',
		},
	],
	status: { path: '/{operationName}' },
	// There is no word: an operation is done or not, with an error or a response.
	state: [
		// google.rpc code 1: CANCELLED (inferred).
		{
			when: [
				{ path: 'done', is: true },
				{ path: 'error.code', is: 1 },
			],
			state: 'canceled',
		},
		{
			when: [
				{ path: 'done', is: true },
				{ path: 'error', present: true },
			],
			state: 'failed',
		},
		{
			when: [
				{ path: 'done', is: true },
				{ path: 'response', not: null },
			],
			state: 'succeeded',
		},
		{
			when: [
				{ path: 'name', present: true },
				{ path: 'done', not: true },
			],
			state: 'running',
		},
	],
	demote: [
		{
			when: [
				{ path: `${VIDEOS}.raiMediaFilteredCount`, over: 0 },
				{ path: `${VIDEOS}.generatedSamples`, present: false },
			],
			state: 'failed',
			message: 'Every video was filtered out',
		},
		// The count and the reasons are optional, each for itself.
		{
			when: [
				{ path: `${VIDEOS}.raiMediaFilteredReasons`, present: true },
				{ path: `${VIDEOS}.generatedSamples`, present: false },
			],
			state: 'failed',
			message: 'Every video was filtered out',
		},
	],
	warning: [
		{
			when: { path: `${VIDEOS}.raiMediaFilteredCount`, over: 0 },
			message: 'Some videos were filtered out',
			count: `${VIDEOS}.raiMediaFilteredCount`,
		},
	],
	failure: { code: 'error.code', message: `error.message || ${VIDEOS}.raiMediaFilteredReasons` },
	result: {
		path: 'response',
		files: [
			{
				path: 'generateVideoResponse.generatedSamples[].video',
				key: 'uri',
				withKey: true,
			},
		],
	},
	// The vendor's samples ask every 10 seconds, without a reason: half of that.
	pace: { minSeconds: 5 },
	test: {
		request: { path: '/models', query: { pageSize: '1' } },
		holds: { path: 'models', present: true },
	},
};
