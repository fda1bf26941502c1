import { uuid } from './ids';
import { answer, header, KEY, status, turning, words, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

// Both bodies are guesses.
const NOT_FOUND = answer(404, { error: 'request does not exist' });
const REFUSAL = answer(401, { error: 'Unauthorized' });
const withBearer = header('authorization', `Bearer ${KEY}`, REFUSAL);
const raw = header('authorization', KEY, REFUSAL);
const life = words('status', 'IN_QUEUE', 'IN_PROGRESS');

const job = ({ task, moment }: Look): Json => ({ id: task.id, delayTime: 120, ...moment });

/** RunPod's serverless endpoints: who asks half an hour after the end finds nothing. */
export const runPod: Service = {
	name: 'runPod',
	origins: ['https://api.runpod.ai'],
	// The SDK says Bearer, samples of the documentation do not.
	refuse: (call) => (raw(call) === null ? null : withBearer(call)),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'COMPLETED', executionTime: 900, output: { text: 'hi' } }],
		},
		// `error` is inferred.
		failed: {
			end: 'failed',
			moments: [...life, { status: 'FAILED', error: 'CUDA out of memory' }],
		},
		failedInOutput: {
			end: 'failed',
			moments: [{ status: 'FAILED', output: { error: 'no image given' } }],
		},
		canceled: { end: 'canceled', moments: [{ status: 'CANCELLED' }] },
		timedOut: { end: 'failed', moments: [...life, { status: 'TIMED_OUT' }] },
		runningWord: { end: 'running', moments: words('status', 'RUNNING') },
		// The time to live counts the queue, and ends tasks that run.
		forgotten: { end: 'notFound', moments: [...life, { gone: true }] },
		never: { end: 'queued', moments: words('status', 'IN_QUEUE') },
	},
	routes: {
		'POST /v2/:endpoint/run': submitting(job),
		'GET /v2/:endpoint/status/:id': status(job, NOT_FOUND),
		'POST /v2/:endpoint/cancel/:id': turning('canceled', job, NOT_FOUND),
	},
	ref: (jobId) => ({ endpointId: 'endpoint-1', jobId }),
};
