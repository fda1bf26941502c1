import { uuid } from './ids';
import { answer, bearer, file, seconds, status, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

// Codes and texts are guesses.
const NOT_FOUND = answer(404, { code: 2001, message: 'Task not found' });
const REFUSAL = answer(401, { code: 1002, message: 'Authentication failed' });
const task = (word: string, progress: number, more: Json = {}): Json => ({
	status: word,
	progress,
	...more,
});
const life = [
	task('queued', 0, { queuing_num: 3 }),
	// The SDK looks again after half of this.
	task('running', 40, { running_left_time: 8 }),
];
const OUTPUT = {
	model: file('model.glb'),
	pbr_model: file('pbr.glb'),
	rendered_image: file('render.webp'),
};

const show = ({ task: { id, submittedAt }, moment }: Look): Json => ({
	code: 0,
	data: {
		task_id: id,
		type: 'text_to_model',
		input: { prompt: 'A cat' },
		output: {},
		create_time: seconds(submittedAt),
		...moment,
	},
});

/** Tripo: `unknown` is one of its own words. */
export const tripo: Service = {
	name: 'tripo',
	origins: ['https://api.tripo3d.ai'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, task('success', 100, { output: OUTPUT })] },
		failed: {
			end: 'failed',
			moments: [...life, task('failed', 40, { error_code: 1008, error_msg: 'Content policy' })],
		},
		canceled: { end: 'canceled', moments: [...life, task('cancelled', 40)] },
		banned: { end: 'failed', moments: [task('banned', 0)] },
		expired: { end: 'failed', moments: [task('expired', 0)] },
		unknownWord: { end: 'unknown', moments: [task('unknown', 0)] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v2/openapi/task': (call) => ({ code: 0, data: { task_id: submitted(call).id } }),
		'GET /v2/openapi/task/:id': status(show, NOT_FOUND),
	},
	ref: (taskId) => ({ taskId }),
};
