import {
	answer,
	bearer,
	iso,
	status,
	turning,
	type Call,
	type Json,
	type Service,
} from './service';
import { hexId } from './ids';
import { submitting } from './simulator';
import type { Look } from './taskDesk';
import { sampleFile } from '../support/files';

const queued: Json = { status: 'starting' };
const running: Json = { status: 'processing', logs: ' 50%|█████' };
// Files are fetched with the key, which the vendor asks for.
const OUTPUT = ['{base}/v1/delivery/{id}/out.png'];
// The shape is documented for errors in general.
const problem = (status: number, title: string, detail: string) =>
	answer(status, { title, detail, status });
const NOT_FOUND = problem(404, 'Not Found', 'The requested resource could not be found.');

function prediction({ task, moment, isLast }: Look, now: number): Json {
	const at = iso(task.submittedAt);
	const running = moment['status'] !== 'starting';
	return {
		id: task.id,
		model: 'acme/model',
		version: '5c7d5dc6',
		input: task.input['input'] ?? {},
		output: null,
		error: null,
		logs: '',
		data_removed: false,
		created_at: at,
		started_at: running && moment['status'] !== 'aborted' ? at : null,
		completed_at:
			isLast && running && moment['status'] !== 'processing' ? iso(task.endedAt ?? now) : null,
		metrics: isLast ? { predict_time: 1.2 } : {},
		urls: {
			get: `{base}/v1/predictions/${task.id}`,
			cancel: `{base}/v1/predictions/${task.id}/cancel`,
			web: `https://replicate.com/p/${task.id}`,
		},
		...moment,
	};
}

const show = (look: Look, { now }: Call) => prediction(look, now);
const submit = submitting((look, { now }) => answer(201, prediction(look, now)));

/** Replicate's predictions; output is deleted an hour after the end, the word stays. */
export const replicate: Service = {
	name: 'replicate',
	origins: ['https://api.replicate.com'],
	refuse: bearer(problem(401, 'Unauthenticated', 'You did not pass a valid authentication token')),
	newId: hexId('', 13),
	lives: {
		done: { end: 'succeeded', moments: [queued, running, { status: 'succeeded', output: OUTPUT }] },
		failed: {
			end: 'failed',
			moments: [queued, running, { status: 'failed', error: 'CUDA out of memory' }],
		},
		// `error` may be of any type.
		failedAsObject: {
			end: 'failed',
			moments: [{ status: 'failed', error: { detail: 'no face found' } }],
		},
		canceled: { end: 'canceled', moments: [{ status: 'canceled' }] },
		aborted: {
			end: 'canceled',
			moments: [queued, { status: 'aborted', error: 'Deadline exceeded' }],
		},
		textOutput: {
			end: 'succeeded',
			moments: [running, { status: 'succeeded', output: ['Hello', ' world'] }],
		},
		resultGone: {
			end: 'succeeded',
			warns: true,
			moments: [{ status: 'succeeded', output: null, data_removed: true }],
		},
		never: { end: 'running', moments: [queued, running] },
	},
	routes: {
		'POST /v1/predictions': submit,
		'POST /v1/models/:owner/:name/predictions': submit,
		'GET /v1/predictions/:id': status(show, NOT_FOUND),
		'POST /v1/predictions/:id/cancel': turning('canceled', show, NOT_FOUND),
		'GET /v1/delivery/:id/:name': ({ params }) => ({ body: sampleFile(params['name'] ?? '') }),
	},
	ref: (predictionId) => ({ predictionId }),
};
