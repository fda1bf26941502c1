import { setTimeout as pause } from 'node:timers/promises';
import { createRequire } from 'node:module';

const CloudConvert = createRequire(import.meta.url)('cloudconvert');

/** By `get`: the SDK's own `wait` is one request to a host that holds it until the end. */
export async function play({ key, say }) {
	const client = new CloudConvert(key);
	let job = await client.jobs.create({ tasks: {}, tag: say });
	const ref = { jobId: job.id };
	while (job.status !== 'finished' && job.status !== 'error') {
		await pause(10);
		job = await client.jobs.get(job.id);
	}
	const error = job.tasks.find(({ status }) => status === 'error')?.message;
	const files = client.jobs.getExportUrls(job).map(({ filename }) => filename);
	return { ref, end: job.status, error, result: files };
}
