import { uuid } from './ids';
import { answer, bearer, file, status, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

// Both texts are guesses.
const NOT_FOUND = answer(404, { message: 'Task not found' });
const REFUSAL = answer(401, { message: 'Invalid API key' });
const task = (word: string, progress: number, more: Json = {}): Json => ({
	status: word,
	progress,
	...more,
});
const life = [task('PENDING', 0, { preceding_tasks: 2 }), task('IN_PROGRESS', 42)];
const MODELS = { glb: file('model.glb'), fbx: file('model.fbx'), obj: file('model.obj') };
// The empty message on success is third-party knowledge.
const done = task('SUCCEEDED', 100, {
	model_urls: MODELS,
	thumbnail_url: file('preview.png'),
	task_error: { message: '' },
});
const IMAGE = { kind: 'image-to-3d' };

function show({ task: { id, submittedAt }, moment, isLast }: Look, { now }: Call): Json {
	const isOver = isLast && !/PENDING|IN_PROGRESS/.test(String(moment['status']));
	return {
		id,
		created_at: submittedAt,
		// 0 is "not yet".
		started_at: moment['status'] === 'PENDING' ? 0 : submittedAt,
		finished_at: isOver ? now : 0,
		model_urls: {},
		task_error: null,
		...moment,
	};
}

const submit = (call: Call) => answer(202, { result: submitted(call).id });

/** Meshy: a map of addresses as the result; another version in the path for images. */
export const meshy: Service = {
	name: 'meshy',
	origins: ['https://api.meshy.ai'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, done] },
		failed: {
			end: 'failed',
			moments: [
				...life,
				task('FAILED', 42, { task_error: { message: 'The prompt is not allowed' } }),
			],
		},
		canceled: { end: 'canceled', moments: [task('CANCELED', 0)] },
		imageDone: { end: 'succeeded', ref: IMAGE, moments: [...life, done] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /openapi/v2/text-to-3d': submit,
		'GET /openapi/v2/text-to-3d/:id': status(show, NOT_FOUND),
		'POST /openapi/v1/image-to-3d': submit,
		'GET /openapi/v1/image-to-3d/:id': status(show, NOT_FOUND),
	},
	ref: (taskId) => ({ kind: 'text-to-3d', taskId }),
};
