import RunwayML from '@runwayml/sdk';

/** The waiter looks every 6 seconds, give or take 1.5. */
export const pauses = [4500, 7500];

export async function play({ key, life, say }) {
	const client = new RunwayML({ apiKey: key, maxRetries: 0 });
	const settings = { model: 'veo3.1', ratio: '1280:720', duration: 4 };
	const { id } = await client.textToVideo.create({ ...settings, promptText: say });
	const ref = { taskId: id };
	if (life === 'deleted') await client.tasks.delete(id);
	try {
		const { status, output } = await client.tasks.retrieve(id).waitForTaskOutput();
		return { ref, end: status, result: output };
	} catch (error) {
		return { ref, end: error.taskDetails?.status, error: error.message, status: error.status };
	}
}
