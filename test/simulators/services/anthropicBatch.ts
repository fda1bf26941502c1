import { hexId } from './ids';
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
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const DAY_MS = 86_400_000;
const problem = (code: number, type: string, message: string) =>
	answer(code, { type: 'error', error: { type, message } });
const NOT_FOUND = problem(404, 'not_found_error', 'Message batch not found');
const needsKey = bearer(problem(401, 'authentication_error', 'invalid bearer token'));
const NO_VERSION = problem(400, 'invalid_request_error', 'anthropic-version: header is required');

type Counts = Partial<
	Record<'processing' | 'succeeded' | 'errored' | 'canceled' | 'expired', number>
>;
const counts = (some: Counts): Json => ({
	request_counts: { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0, ...some },
});
/** All but `processing` are 0 until the whole batch has ended. */
const running: Json = { processing_status: 'in_progress', ...counts({ processing: 2 }) };
const RESULTS = { results_url: '{base}/v1/messages/batches/{id}/results' };
const ended = (some: Counts): Json => ({ processing_status: 'ended', ...RESULTS, ...counts(some) });
const LINES =
	'{"custom_id":"1","result":{"type":"succeeded"}}\n{"custom_id":"2","result":{"type":"succeeded"}}\n';

function batch({ task, moment }: Look, { now }: Call): Json {
	return {
		id: task.id,
		type: 'message_batch',
		created_at: iso(task.submittedAt),
		expires_at: iso(task.submittedAt + DAY_MS),
		ended_at: moment['processing_status'] === 'ended' ? iso(task.endedAt ?? now) : null,
		archived_at: null,
		cancel_initiated_at: null,
		results_url: null,
		...moment,
	};
}

/** Anthropic's Message Batches: `ended` covers every end, the counts tell which. */
export const anthropicBatch: Service = {
	name: 'anthropicBatch',
	origins: ['https://api.anthropic.com'],
	refuse: (call) =>
		needsKey(call) ?? (call.headers['anthropic-version'] === undefined ? NO_VERSION : null),
	newId: hexId('msgbatch_'),
	lives: {
		done: {
			end: 'succeeded',
			moments: [running, running, ended({ succeeded: 2 })],
			result: { body: LINES },
		},
		failed: { end: 'failed', moments: [running, ended({ errored: 2 })], result: { body: LINES } },
		canceled: {
			end: 'canceled',
			moments: [
				{ processing_status: 'canceling', ...counts({ processing: 2 }) },
				ended({ canceled: 2 }),
			],
		},
		expired: { end: 'failed', moments: [running, ended({ expired: 2 })] },
		partial: {
			end: 'succeeded',
			warns: true,
			moments: [running, ended({ succeeded: 1, errored: 1 })],
			result: { body: LINES },
		},
		archived: {
			end: 'succeeded',
			warns: true,
			moments: [
				{ ...ended({ succeeded: 2 }), results_url: null, archived_at: '2026-01-30T00:00:00Z' },
			],
		},
		never: { end: 'running', moments: [running] },
	},
	routes: {
		'POST /v1/messages/batches': submitting(batch),
		'GET /v1/messages/batches/:id': status(batch, NOT_FOUND),
		'POST /v1/messages/batches/:id/cancel': turning('canceled', batch, NOT_FOUND),
		'GET /v1/messages/batches/:id/results': ({ tasks, params }) =>
			tasks.result(params['id']) ?? NOT_FOUND,
	},
	ref: (batchId) => ({ batchId }),
};
