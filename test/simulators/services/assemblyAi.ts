import { uuid } from './ids';
import { answer, header, KEY, status, turning, words, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const NOT_FOUND = answer(404, { error: 'Not found' });
const REFUSAL = answer(401, { error: 'Authentication error, API token missing/invalid' });
const life = words('status', 'queued', 'processing');

const show = ({ task, moment }: Look): Json => ({
	id: task.id,
	audio_url: task.input['audio_url'] ?? 'https://example.com/a.mp3',
	text: null,
	utterances: null,
	...moment,
});

/** AssemblyAI: the raw key, no Bearer; a transcript that was deleted is still `completed`. */
export const assemblyAi: Service = {
	name: 'assemblyAi',
	origins: ['https://api.assemblyai.com'],
	refuse: header('authorization', KEY, REFUSAL),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'completed', text: 'Hello world.', audio_duration: 3 }],
		},
		failed: {
			end: 'failed',
			moments: [
				...life,
				{ status: 'error', error: 'Transcoding failed. File does not appear to contain audio.' },
			],
		},
		deleted: {
			end: 'succeeded',
			warns: true,
			moments: [
				{ status: 'completed', text: 'Deleted by user.', audio_url: 'http://deleted_by_user' },
			],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v2/transcript': submitting(show),
		'GET /v2/transcript/:id': status(show, NOT_FOUND),
		'DELETE /v2/transcript/:id': turning('deleted', show, NOT_FOUND),
	},
	ref: (transcriptId) => ({ transcriptId }),
};
