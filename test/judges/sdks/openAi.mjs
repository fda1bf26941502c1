import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';

/** The SDK has no waiter for these: this is the loop its types suggest. */
export async function play({ key, life, say }) {
	const client = new OpenAI({ apiKey: key });
	const start = /canceled$/i.test(life) ? 'simulate:never' : say;
	const isResponse = life.startsWith('response');
	const tasks = isResponse ? client.responses : client.batches;
	let task = isResponse
		? await tasks.create({ model: 'gpt-5', input: start, background: true })
		: await tasks.create({
				input_file_id: start,
				endpoint: '/v1/responses',
				completion_window: '24h',
			});
	const ref = { kind: isResponse ? 'response' : 'batch', jobId: task.id };
	if (/canceled$/i.test(life)) task = await tasks.cancel(task.id);
	const goesOn = ['validating', 'queued', 'in_progress', 'finalizing', 'cancelling'];
	while (goesOn.includes(task.status)) {
		await pause(10);
		task = await tasks.retrieve(task.id);
	}
	const error = isResponse ? task.error?.message : task.errors?.data?.[0]?.message;
	return { ref, end: task.status, error };
}
