import DocumentIntelligence, { getLongRunningPoller } from '@azure-rest/ai-document-intelligence';

/** What the `Retry-After` of the simulator, and the SDK itself, ask for. */
export const pauses = [1000, 2000];

/** The endpoint is the customer's: here the simulator. */
export async function play({ key, base, say }) {
	const client = DocumentIntelligence(base, { key }, { allowInsecureConnection: true });
	const path = '/documentModels/{modelId}:analyze';
	const started = await client.path(path, 'prebuilt-read').post({
		contentType: 'application/json',
		body: { urlSource: `https://example.com/${say}.pdf` },
	});
	const ref = { operationUrl: started.headers['operation-location'] };
	try {
		const { body } = await getLongRunningPoller(client, started).pollUntilDone();
		return { ref, end: body.status, result: body.analyzeResult?.content };
	} catch (error) {
		return { ref, error: error.message };
	}
}
