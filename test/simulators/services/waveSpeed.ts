import { hexId } from './ids';
import {
	answer,
	bearer,
	file,
	iso,
	status,
	words,
	type Call,
	type Json,
	type Service,
} from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

// A guess, like the text of the refusal.
const NOT_FOUND = answer(404, { code: 404, message: 'prediction not found' });
const REFUSAL = answer(401, { code: 401, message: 'Invalid API key' });
const life = words('status', 'created', 'processing');

const show = ({ task, moment }: Look, { base }: Call): Json => ({
	code: 200,
	message: 'success',
	data: {
		id: task.id,
		model: 'wavespeed-ai/flux-dev',
		outputs: [],
		error: '',
		created_at: iso(task.submittedAt),
		timings: { inference: 1200 },
		urls: { get: `${base}/api/v3/predictions/${task.id}/result` },
		...moment,
	},
});

export const waveSpeed: Service = {
	name: 'waveSpeed',
	origins: ['https://api.wavespeed.ai'],
	refuse: bearer(REFUSAL),
	newId: hexId('', 16),
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'completed', outputs: [file('out.png')] }],
		},
		objectOutputs: {
			end: 'succeeded',
			moments: [...life, { status: 'completed', outputs: [{ url: file('out.png') }] }],
		},
		failed: { end: 'failed', moments: [...life, { status: 'failed', error: 'content moderated' }] },
		canceled: { end: 'canceled', moments: [...life, { status: 'cancelled' }] },
		timeout: { end: 'failed', moments: [...life, { status: 'timeout' }] },
		// The task goes on, whatever the code and the error say.
		syncTimeout: {
			end: 'running',
			moments: [{ status: 'processing', code: 5004, error: 'Sync mode timed out after 60s' }],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /api/v3/*': submitting(show),
		'GET /api/v3/predictions/:id/result': status(show, NOT_FOUND),
	},
	ref: (predictionId) => ({ predictionId }),
};
