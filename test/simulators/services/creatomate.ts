import { uuid } from './ids';
import { answer, bearer, file, status, words, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

// The SDK reads `hint`; the texts are guesses.
const NOT_FOUND = answer(404, { hint: 'The render was not found' });
const REFUSAL = answer(401, { hint: 'The API key is invalid' });
const life = words('status', 'planned', 'waiting', 'transcribing', 'rendering');

/** The link is there from the beginning, and good only at the end. */
const show = ({ task, moment }: Look): Json => ({
	id: task.id,
	url: file('video.mp4').replace('{id}', task.id),
	snapshot_url: null,
	template_id: 'template-1',
	output_format: 'mp4',
	...moment,
});

export const creatomate: Service = {
	name: 'creatomate',
	origins: ['https://api.creatomate.com'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, { status: 'succeeded', file_size: 1024 }] },
		failed: {
			end: 'failed',
			moments: [...life, { status: 'failed', error_message: 'A video could not be downloaded' }],
		},
		// Not in a queue: for the vendor it is a part of the work.
		waiting: { end: 'running', moments: words('status', 'waiting') },
		never: { end: 'queued', moments: words('status', 'planned') },
	},
	routes: {
		// One render for each output: v1 answers with a list.
		'POST /v1/renders': submitting((look) => answer(202, [show(look)])),
		'POST /v2/renders': submitting((look) => answer(202, show(look))),
		'GET /v1/renders/:id': status(show, NOT_FOUND),
		'GET /v2/renders/:id': status(show, NOT_FOUND),
	},
	ref: (renderId) => ({ renderId }),
};
