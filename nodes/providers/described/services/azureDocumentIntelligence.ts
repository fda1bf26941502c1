import type { Description } from '../description';

/**
 * Azure Document Intelligence, and what follows the same guideline under the same key: vendor pages
 * and `@azure-rest/ai-document-intelligence` 1.1.0.
 */
export const azureDocumentIntelligence: Description = {
	name: 'azureDocumentIntelligence',
	displayName: 'Azure Document Intelligence',
	documentationUrl:
		'https://learn.microsoft.com/rest/api/aiservices/document-models/get-analyze-result',
	credential: {
		type: 'azureDocumentIntelligenceTaskApi',
		baseUrlDescription: 'The endpoint of your resource, from "Keys and Endpoint" in the portal',
		baseUrlPlaceholder: 'e.g. https://my-resource.cognitiveservices.azure.com',
	},
	baseUrl: '',
	authentication: { header: 'Ocp-Apim-Subscription-Key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'operationUrl',
			displayName: 'Operation URL',
			from: "headers['operation-location']",
			isUrl: 'only',
			placeholder:
				'e.g. https://my-resource.cognitiveservices.azure.com/documentintelligence/documentModels/prebuilt-read/analyzeResults/…',
			hint: 'The Operation-Location header of the analyze response: switch on "Include Response Headers and Status" there',
			description: 'The <code>Operation-Location</code> header of the analyze response',
		},
	],
	status: {},
	state: [
		{
			path: 'status',
			words: {
				notStarted: 'queued',
				running: 'running',
				succeeded: 'succeeded',
				failed: 'failed',
				canceled: 'canceled',
				// Of a batch only. "skipped" (SDK) is a word of a document in it, nowhere explained for a task.
				completed: 'succeeded',
			},
		},
	],
	demote: [
		{
			when: [
				{ path: 'result.failedCount', over: 0 },
				{ path: 'result.succeededCount', is: 0 },
			],
			state: 'failed',
			message: 'Every document of the batch failed',
		},
	],
	warning: [
		{
			when: { path: 'result.failedCount', over: 0 },
			message: 'Some documents of the batch failed',
			count: 'result.failedCount',
		},
	],
	progress: { path: 'percentCompleted', of: 100 },
	failure: { code: 'error.code', message: 'error.message' },
	// Content Understanding and batches say "result". Kept for 24 hours at least.
	result: { path: 'analyzeResult || result' },
	test: {
		request: { path: '/documentintelligence/info', query: { 'api-version': '2024-11-30' } },
		holds: { path: 'customDocumentModels', present: true },
	},
};
