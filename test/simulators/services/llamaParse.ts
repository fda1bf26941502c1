import { uuid } from './ids';
import {
	answer,
	bearer,
	status,
	turning,
	words,
	type Call,
	type Json,
	type Service,
} from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const NOT_FOUND = answer(404, { detail: 'Job not found' });
const life = words('status', 'PENDING', 'RUNNING');
const V1 = { api: 'v1' };
const RESULT = { body: { markdown: '# Title' } };

const job = ({ task, moment }: Look): Json => ({ id: task.id, project_id: 'project-1', ...moment });

/** The text is only in the answer if `expand` asks for it, and the job has it. */
function parse(look: Look, { query, tasks }: Call): Json {
	const expanded = /markdown|text/.test(query['expand'] ?? '') && tasks.result(look.task.id);
	return { job: job(look), ...(expanded && { markdown_full: '# Title', text_full: 'Title' }) };
}

/** LlamaParse: v2 with the words of the SDK, v1 with those of the templates. */
export const llamaParse: Service = {
	name: 'llamaParse',
	origins: ['https://api.cloud.llamaindex.ai'],
	refuse: bearer(answer(401, { detail: 'Invalid API Key' })),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, { status: 'COMPLETED' }], result: RESULT },
		failed: {
			end: 'failed',
			moments: [...life, { status: 'FAILED', error_message: 'The file is encrypted' }],
		},
		canceled: { end: 'canceled', moments: [{ status: 'CANCELLED' }] },
		never: { end: 'running', moments: life },
		v1Done: {
			end: 'succeeded',
			ref: V1,
			moments: words('status', 'PENDING', 'SUCCESS'),
			result: RESULT,
		},
		v1Partial: {
			end: 'succeeded',
			warns: true,
			ref: V1,
			moments: words('status', 'PENDING', 'PARTIAL_SUCCESS'),
			result: RESULT,
		},
		v1Failed: {
			end: 'failed',
			ref: V1,
			moments: [{ status: 'ERROR', error_code: 'PDF_IS_BROKEN', error_message: 'Broken' }],
		},
		v1Canceled: { end: 'canceled', ref: V1, moments: words('status', 'PENDING', 'CANCELLED') },
		// As a comment in the Python SDK spells it.
		v1CanceledWithOneL: { end: 'canceled', ref: V1, moments: words('status', 'CANCELED') },
	},
	routes: {
		'POST /api/v2/parse': submitting(job),
		'GET /api/v2/parse/:id': status(parse, NOT_FOUND),
		'POST /api/v2/parse/:id/cancel': turning('canceled', job, NOT_FOUND),
		'POST /api/v1/parsing/upload': submitting(job),
		'GET /api/v1/parsing/job/:id': status(job, NOT_FOUND),
		'GET /api/v1/parsing/job/:id/result/:kind': ({ tasks, params }) =>
			tasks.result(params['id']) ?? NOT_FOUND,
	},
	ref: (jobId) => ({ api: 'v2', jobId }),
};
