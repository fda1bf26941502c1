import { uuid } from './ids';
import { answer, bearer, file, iso, status, words, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

// Both texts are guesses.
const NOT_FOUND = answer(404, { detail: 'Generation not found' });
const REFUSAL = answer(401, { detail: 'Not authenticated' });
const life = words('state', 'queued', 'dreaming');

const show = ({ task, moment }: Look): Json => ({
	id: task.id,
	generation_type: 'video',
	created_at: iso(task.submittedAt),
	failure_reason: null,
	assets: null,
	model: 'ray-2',
	...moment,
});
const submit = submitting((look) => answer(201, show(look)));

export const luma: Service = {
	name: 'luma',
	origins: ['https://api.lumalabs.ai'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [
				...life,
				{
					state: 'completed',
					assets: { video: file('video.mp4'), image: file('image.png'), progress_video: null },
				},
			],
		},
		failed: {
			end: 'failed',
			moments: [...life, { state: 'failed', failure_reason: 'Prompt blocked' }],
		},
		// Every field is optional to the SDK's types.
		bare: { end: 'unknown', moments: [{}] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /dream-machine/v1/generations': submit,
		'POST /dream-machine/v1/generations/video': submit,
		'GET /dream-machine/v1/generations/:id': status(show, NOT_FOUND),
	},
	ref: (generationId) => ({ generationId }),
};
