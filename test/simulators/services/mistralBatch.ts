import { uuid } from './ids';
import {
	answer,
	bearer,
	seconds,
	status,
	turning,
	type Call,
	type Json,
	type Service,
} from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

// Both texts are guesses.
const NOT_FOUND = answer(404, { detail: 'Batch job not found' });
const REFUSAL = answer(401, { detail: 'Unauthorized' });
const job = (word: string, succeeded: number, failed = 0, more: Json = {}): Json => ({
	status: word,
	completed_requests: succeeded + failed,
	succeeded_requests: succeeded,
	failed_requests: failed,
	...more,
});
const life = [job('QUEUED', 0), job('RUNNING', 2)];
const OUTPUT = { output_file: 'out-{id}' };
const ERROR = [{ message: 'Invalid model', count: 4 }];

function batch({ task, moment }: Look, { now }: Call): Json {
	const isOver = !/QUEUED|RUNNING|REQUESTED/.test(String(moment['status']));
	return {
		id: task.id,
		object: 'batch',
		input_files: ['in-1'],
		endpoint: '/v1/chat/completions',
		model: 'mistral-small-latest',
		output_file: null,
		error_file: null,
		errors: [],
		created_at: seconds(task.submittedAt),
		total_requests: 4,
		started_at: moment['status'] === 'QUEUED' ? null : seconds(task.submittedAt),
		completed_at: isOver ? seconds(task.endedAt ?? now) : null,
		...moment,
	};
}

export const mistralBatch: Service = {
	name: 'mistralBatch',
	origins: ['https://api.mistral.ai'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, job('SUCCESS', 4, 0, OUTPUT)] },
		failed: { end: 'failed', moments: [...life, job('FAILED', 0, 4, { errors: ERROR })] },
		canceled: { end: 'canceled', moments: [job('CANCELLATION_REQUESTED', 2), job('CANCELLED', 2)] },
		timedOut: { end: 'failed', moments: [...life, job('TIMEOUT_EXCEEDED', 3)] },
		partial: {
			end: 'succeeded',
			warns: true,
			moments: [job('SUCCESS', 3, 1, { ...OUTPUT, error_file: 'err-{id}' })],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v1/batch/jobs': submitting(batch),
		'GET /v1/batch/jobs/:id': status(batch, NOT_FOUND),
		'POST /v1/batch/jobs/:id/cancel': turning('canceled', batch, NOT_FOUND),
		'GET /v1/files/:id/content': () => ({ body: '{"custom_id":"1"}\n' }),
	},
	ref: (jobId) => ({ jobId }),
};
