import { setTimeout as pause } from 'node:timers/promises';
import { Mistral } from '@mistralai/mistralai';

/** The SDK has no waiter; it refuses an answer that is not of its schema. */
export async function play({ key, life, say }) {
	const { jobs } = new Mistral({ apiKey: key }).batch;
	const metadata = { life: life === 'canceled' ? 'simulate:never' : say };
	let job = await jobs.create({ inputFiles: ['in-1'], endpoint: '/v1/chat/completions', metadata });
	const jobId = job.id;
	if (life === 'canceled') job = await jobs.cancel({ jobId });
	while (['QUEUED', 'RUNNING', 'CANCELLATION_REQUESTED'].includes(job.status)) {
		await pause(10);
		job = await jobs.get({ jobId });
	}
	return { ref: { jobId }, end: job.status, error: job.errors[0]?.message };
}
