import { LlamaCloud } from '@llamaindex/llama-cloud';

export async function play({ key, life, say }) {
	const client = new LlamaCloud({ apiKey: key });
	const address = `https://example.com/${life === 'canceled' ? 'simulate:never' : say}`;
	const job = await client.parsing.create({ tier: 'fast', version: 'latest', source_url: address });
	const ref = { api: 'v2', jobId: job.id };
	if (life === 'canceled') await client.parsing.cancel(job.id);
	try {
		const query = { expand: ['markdown_full'] };
		const pace = { pollingInterval: 0.01, maxInterval: 0.01 };
		const parsed = await client.parsing.waitForCompletion(job.id, query, pace);
		return { ref, end: parsed.job.status, result: parsed.markdown_full };
	} catch (error) {
		return { ref, error: error.message };
	}
}
