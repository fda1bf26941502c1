import { setTimeout as pause } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';

/** The loop of the vendor's documentation; the results tell what the word `ended` does not. */
export async function play({ key, life, say }) {
	const { batches } = new Anthropic({ apiKey: key }).messages;
	const start = life === 'canceled' ? 'simulate:never' : say;
	const messages = [{ role: 'user', content: start }];
	const params = { model: 'claude-opus-4-6', max_tokens: 10, messages };
	let batch = await batches.create({ requests: [{ custom_id: '1', params }] });
	const ref = { batchId: batch.id };
	if (life === 'canceled') batch = await batches.cancel(batch.id);
	while (batch.processing_status !== 'ended') {
		await pause(10);
		batch = await batches.retrieve(batch.id);
	}
	const lines = [];
	if (life === 'done') for await (const line of await batches.results(batch.id)) lines.push(line);
	return { ref, end: batch.processing_status, result: { lines, counts: batch.request_counts } };
}
