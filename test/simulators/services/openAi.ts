import { hexId } from './ids';
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

const problem = (code: number, message: string, type = 'invalid_request_error') =>
	answer(code, { error: { message, type, param: null, code: null } });
const NOT_FOUND = problem(404, 'No such object.');
const counts = (completed: number, failed: number, total = 2): Json => ({
	request_counts: { completed, failed, total },
});
const validating: Json = { status: 'validating', ...counts(0, 0, 0) };
const running: Json = { status: 'in_progress', ...counts(1, 0) };
const finalizing: Json = { status: 'finalizing', ...counts(2, 0) };
const life = [validating, running, finalizing];
const OUTPUT = { output_file_id: 'file-out-{id}' };
const ERRORS = { error_file_id: 'file-err-{id}' };
const INVALID = {
	code: 'invalid_json_line',
	message: 'Line 3 is not valid JSON',
	line: 3,
	param: null,
};
const TOO_LONG = { incomplete_details: { reason: 'max_output_tokens' } };
const RESPONSE = { kind: 'response' };
const response = (word: string, more: Json = {}): Json => ({ status: word, ...more });
const TEXT = [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }];
const asked = [response('queued'), response('in_progress')];

function batch({ task, moment }: Look, { now }: Call): Json {
	const word = String(moment['status']);
	const isEnd = /^(completed|failed|expired|cancelled)$/.test(word);
	return {
		id: task.id,
		object: 'batch',
		endpoint: '/v1/responses',
		errors: null,
		input_file_id: task.input['input_file_id'] ?? 'file-in',
		completion_window: '24h',
		output_file_id: null,
		error_file_id: null,
		created_at: seconds(task.submittedAt),
		in_progress_at: word === 'validating' ? null : seconds(task.submittedAt),
		...(isEnd && { [`${word}_at`]: seconds(task.endedAt ?? now) }),
		...moment,
	};
}

const respond = ({ task, moment }: Look): Json => ({
	id: task.id,
	object: 'response',
	created_at: seconds(task.submittedAt),
	background: true,
	error: null,
	incomplete_details: null,
	output: [],
	...moment,
});

/** OpenAI: batches, and responses in the background. */
export const openAi: Service = {
	name: 'openAi',
	origins: ['https://api.openai.com'],
	refuse: bearer(problem(401, 'Incorrect API key provided.')),
	newId: hexId('batch_'),
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, { status: 'completed', ...counts(2, 0), ...OUTPUT }],
		},
		failed: {
			end: 'failed',
			moments: [
				validating,
				{ status: 'failed', ...counts(0, 0, 0), errors: { object: 'list', data: [INVALID] } },
			],
		},
		canceled: {
			end: 'canceled',
			moments: [
				{ status: 'cancelling', ...counts(1, 0) },
				{ status: 'cancelled', ...counts(1, 0), ...OUTPUT },
			],
		},
		partial: {
			end: 'succeeded',
			warns: true,
			moments: [{ status: 'completed', ...counts(1, 1), ...OUTPUT, ...ERRORS }],
		},
		// Its output is partial.
		expired: {
			end: 'failed',
			moments: [...life, { status: 'expired', ...counts(1, 0), ...OUTPUT }],
		},
		never: { end: 'running', moments: [validating, running] },
		responseDone: {
			end: 'succeeded',
			ref: RESPONSE,
			moments: [...asked, response('completed', { output: TEXT })],
		},
		responseFailed: {
			end: 'failed',
			ref: RESPONSE,
			moments: [
				...asked,
				response('failed', { error: { code: 'server_error', message: 'The model failed' } }),
			],
		},
		responseCanceled: { end: 'canceled', ref: RESPONSE, moments: [response('cancelled')] },
		responseIncomplete: {
			end: 'failed',
			ref: RESPONSE,
			moments: [...asked, response('incomplete', { ...TOO_LONG, output: TEXT })],
		},
	},
	routes: {
		'POST /v1/batches': submitting(batch),
		'GET /v1/batches/:id': status(batch, NOT_FOUND),
		'POST /v1/batches/:id/cancel': turning('canceled', batch, NOT_FOUND),
		'GET /v1/files/:id/content': () => ({ body: '{"custom_id":"1","response":{}}\n' }),
		'POST /v1/responses': submitting(respond),
		'GET /v1/responses/:id': status(respond, NOT_FOUND),
		'POST /v1/responses/:id/cancel': turning('responseCanceled', respond, NOT_FOUND),
	},
	ref: (jobId) => ({ kind: 'batch', jobId }),
};
