import { setTimeout as pause } from 'node:timers/promises';
import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';

/** The loop of the vendor's sample, which asks as long as the word is `dubbing`. */
export async function play({ key, say }) {
	const { dubbing } = new ElevenLabsClient({ apiKey: key });
	const sourceUrl = `https://example.com/${say}`;
	const { dubbingId } = await dubbing.create({ sourceUrl, targetLang: 'es' });
	const ref = { dubbingId };
	const early = await dubbing.audio.get(dubbingId, 'es').catch((error) => error.statusCode);
	let metadata;
	do {
		await pause(10);
		metadata = await dubbing.get(dubbingId);
	} while (metadata.status === 'dubbing');
	const { status, error, targetLanguages } = metadata;
	return { ref, end: status, error: error ?? undefined, result: { early, targetLanguages } };
}
