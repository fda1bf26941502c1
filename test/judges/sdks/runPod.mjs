import { setTimeout as pause } from 'node:timers/promises';
import runpod from 'runpod-sdk';

export async function play({ key, life, say }) {
	const endpoint = runpod(key).endpoint('endpoint-1');
	const input = { prompt: life === 'canceled' ? 'simulate:never' : say };
	const { id } = await endpoint.run({ input });
	const ref = { endpointId: 'endpoint-1', jobId: id };
	if (life === 'canceled') await endpoint.cancel(id);
	let job;
	do {
		await pause(10);
		job = await endpoint.status(id);
	} while (!job.completed);
	return { ref, end: job.status, error: job.error, result: job.output };
}
