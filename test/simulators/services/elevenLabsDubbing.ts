import { hexId } from './ids';
import { answer, header, iso, KEY, status, words, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

const problem = (code: number, word: string, message: string) =>
	answer(code, { detail: { status: word, message } });
// The word is a guess.
const NOT_FOUND = problem(404, 'dubbing_not_found', 'There is no dubbing for this id.');
const TOO_EARLY = problem(425, 'dubbing_not_finished', 'The dubbing is not finished yet.');
const REFUSAL = problem(401, 'invalid_api_key', 'Invalid API key');

const show = ({ task, moment }: Look): Json => ({
	dubbing_id: task.id,
	name: 'Interview',
	source_language: 'en',
	target_languages: ['es', 'de'],
	created_at: iso(task.submittedAt),
	media_metadata: { content_type: 'video/mp4', duration: 12.5 },
	error: null,
	...moment,
});

/** ElevenLabs: one file for each target language, asked for by the language, with the key. */
export const elevenLabsDubbing: Service = {
	name: 'elevenLabsDubbing',
	origins: ['https://api.elevenlabs.io'],
	refuse: header('xi-api-key', KEY, REFUSAL),
	newId: hexId('', 10),
	lives: {
		done: { end: 'succeeded', moments: words('status', 'dubbing', 'dubbing', 'dubbed') },
		failed: {
			end: 'failed',
			moments: [{ status: 'dubbing' }, { status: 'failed', error: 'No speech was found' }],
		},
		never: { end: 'running', moments: words('status', 'dubbing') },
	},
	routes: {
		'POST /v1/dubbing': (call) => ({
			dubbing_id: submitted(call).id,
			expected_duration_sec: 12.5,
		}),
		'GET /v1/dubbing/:id': status(show, NOT_FOUND),
		'GET /v1/dubbing/:id/audio/:language': ({ tasks, params }) => {
			const look = tasks.peek(params['id']);
			if (look === undefined) return NOT_FOUND;
			if (look.moment['status'] !== 'dubbed') return TOO_EARLY;
			return { headers: { 'content-type': 'video/mp4' }, body: `dubbed ${params['language']}` };
		},
	},
	ref: (dubbingId) => ({ dubbingId }),
};
