import wavespeed from 'wavespeed';

export async function play({ key, say }) {
	const client = new wavespeed.Client(key);
	const pace = { pollInterval: 0.01, maxRetries: 0 };
	const { outputs, detail } = await client.runNoThrow('acme/model', { prompt: say }, pace);
	const { taskId, status, error } = detail;
	return {
		...(taskId !== 'unknown' && { ref: { predictionId: taskId } }),
		end: status,
		error: error?.message,
		result: outputs,
	};
}
