import { createFalClient } from '@fal-ai/client';

/** The status poll, then the result, as `fal.subscribe` does it. */
export async function play({ key, say }) {
	const fal = createFalClient({ credentials: key });
	const queued = await fal.queue.submit('fal-ai/flux/dev', { input: { prompt: say } });
	const ref = { statusUrl: queued.status_url };
	const requestId = queued.request_id;
	try {
		const status = await fal.queue.subscribeToStatus('fal-ai/flux/dev', {
			requestId,
			pollInterval: 10,
		});
		const { data } = await fal.queue.result('fal-ai/flux/dev', { requestId });
		return { ref, end: status.status, result: data };
	} catch (error) {
		return { ref, error: error.message, status: error.status };
	}
}
