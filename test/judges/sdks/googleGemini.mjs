import { setTimeout as pause } from 'node:timers/promises';
import { GoogleGenAI } from '@google/genai';

/** The SDK has no waiter: this is the loop of its documentation. */
export async function play({ key, say }) {
	const ai = new GoogleGenAI({ apiKey: key });
	let operation = await ai.models.generateVideos({
		model: 'veo-3.1-generate-preview',
		source: { prompt: say },
	});
	const ref = { operationName: operation.name };
	while (!operation.done) {
		await pause(10);
		operation = await ai.operations.getVideosOperation({ operation });
	}
	const { error, response } = operation;
	return { ref, end: error ? 'error' : 'response', error: error?.message, result: response };
}
