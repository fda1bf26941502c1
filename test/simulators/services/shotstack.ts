import { uuid } from './ids';
import {
	answer,
	file,
	header,
	iso,
	KEY,
	status,
	type Call,
	type Json,
	type Service,
} from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

// Both shapes are guesses.
const NOT_FOUND = answer(404, { success: false, message: 'Not Found', response: null });
const REFUSAL = answer(403, { message: 'Forbidden' });
const rendering: Json = { status: 'rendering', url: file('video.mp4') };
// The vendor's own sample has a link while it renders.
const life: Json[] = [
	{ status: 'queued' },
	{ status: 'fetching' },
	rendering,
	{ status: 'saving' },
];
const done: Json = {
	status: 'done',
	url: file('video.mp4'),
	poster: file('poster.png'),
	thumbnail: null,
};
const STAGE = { stage: 'stage' };

function show({ task, moment }: Look, { query }: Call): Json {
	return {
		success: true,
		message: 'OK',
		response: {
			id: task.id,
			owner: 'owner-1',
			created: iso(task.submittedAt),
			updated: iso(task.submittedAt),
			// Without `data=false` the whole timeline comes back.
			...(query['data'] !== 'false' && { data: { timeline: { tracks: Array(500).fill({}) } } }),
			...moment,
		},
	};
}

const submit = (call: Call) => {
	const response = { message: 'Render Successfully Queued', id: submitted(call).id };
	return answer(201, { success: true, message: 'Created', response });
};

export const shotstack: Service = {
	name: 'shotstack',
	origins: ['https://api.shotstack.io'],
	refuse: header('x-api-key', KEY, REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, done] },
		stageDone: { end: 'succeeded', ref: STAGE, moments: [...life, done] },
		failed: {
			end: 'failed',
			moments: [...life, { status: 'failed', error: 'Source file could not be fetched' }],
		},
		linkTooEarly: { end: 'running', moments: [rendering] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /edit/:stage/render': submit,
		'GET /edit/:stage/render/:id': status(show, NOT_FOUND),
	},
	ref: (renderId) => ({ stage: 'v1', renderId }),
};
