import { AssemblyAI } from 'assemblyai';

export async function play({ key, life, say }) {
	const { transcripts } = new AssemblyAI({ apiKey: key });
	const submitted = await transcripts.submit({ audio: `https://example.com/${say}.mp3` });
	const ref = { transcriptId: submitted.id };
	if (life === 'deleted') await transcripts.delete(submitted.id);
	const { status, error, text } = await transcripts.waitUntilReady(submitted.id, {
		pollingInterval: 10,
	});
	return { ref, end: status, error: error ?? undefined, result: text };
}
