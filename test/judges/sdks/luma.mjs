import { setTimeout as pause } from 'node:timers/promises';
import LumaAI from 'lumaai';

/** The SDK has no waiter: this is the loop of its README. */
export async function play({ key, say }) {
	const { generations } = new LumaAI({ authToken: key });
	let generation = await generations.create({ prompt: say, model: 'ray-2' });
	const ref = { generationId: generation.id };
	while (generation.state !== 'completed' && generation.state !== 'failed') {
		await pause(10);
		generation = await generations.get(generation.id);
	}
	const { state, failure_reason: error, assets } = generation;
	return { ref, end: state, error: error ?? undefined, result: assets };
}
