import { uuid } from './ids';
import { answer, bearer, file, iso, status, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

// The texts are guesses.
const NOT_FOUND = answer(404, { error: 'Task not found' });
const needsKey = bearer(answer(401, { error: 'Invalid API key' }));
const NO_VERSION = answer(400, { error: 'X-Runway-Version header is required' });
const life: Json[] = [
	{ status: 'THROTTLED' },
	{ status: 'PENDING' },
	{ status: 'RUNNING', progress: 0.5 },
];

const show = ({ task, moment }: Look): Json => ({
	id: task.id,
	createdAt: iso(task.submittedAt),
	...moment,
});
const submit = (call: Call): Json => ({ id: submitted(call).id });

/** Runway: a version header with every request; what is canceled by its DELETE is gone. */
export const runway: Service = {
	name: 'runway',
	origins: ['https://api.dev.runwayml.com'],
	refuse: (call) =>
		needsKey(call) ?? (call.headers['x-runway-version'] === undefined ? NO_VERSION : null),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'SUCCEEDED', output: [file('video.mp4')] }],
		},
		failed: {
			end: 'failed',
			moments: [
				...life,
				{ status: 'FAILED', failure: 'The input was moderated', failureCode: 'SAFETY.INPUT.TEXT' },
			],
		},
		canceled: { end: 'canceled', moments: [...life, { status: 'CANCELLED' }] },
		deleted: { end: 'notFound', moments: [{ gone: true }] },
		// May last long.
		throttled: { end: 'queued', moments: [{ status: 'THROTTLED' }] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v1/text_to_video': submit,
		'POST /v1/image_to_video': submit,
		'GET /v1/tasks/:id': status(show, NOT_FOUND),
		'DELETE /v1/tasks/:id': ({ tasks, params }) => {
			tasks.turn(params['id'], 'deleted');
			return { status: 204, body: undefined };
		},
	},
	ref: (taskId) => ({ taskId }),
};
