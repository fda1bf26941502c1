import { uuid } from './ids';
import { answer, bearer, file, iso, status, type Call, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const NOT_FOUND = answer(404, { message: 'No query results for model [Job]', code: 'NOT_FOUND' });
const REFUSAL = answer(401, { message: 'Unauthenticated.', code: 'UNAUTHENTICATED' });
const task = (operation: string, word: string, more: Json = {}): Json => ({
	id: `{id}-${operation}`,
	name: operation,
	operation,
	status: word,
	message: null,
	...more,
});
const FILES = { result: { files: [{ filename: 'page.png', url: file('page.png') }] } };
const exported = task('export/url', 'finished', FILES);
const imported = task('import/url', 'finished', { result: { files: [{ filename: 'in.pdf' }] } });
const waiting: Json = {
	status: 'waiting',
	tasks: [task('import/url', 'waiting'), task('convert', 'queued')],
};
const processing: Json = {
	status: 'processing',
	tasks: [imported, task('convert', 'processing', { percent: 50 })],
};
const broken = task('convert', 'error', {
	message: 'The file is password protected',
	code: 'INVALID_FILE',
});

function show({ task: { id, submittedAt, endedAt }, moment, isLast }: Look, { now }: Call): Json {
	const isOver = isLast && !/waiting|processing/.test(String(moment['status']));
	const times = {
		created_at: iso(submittedAt),
		started_at: moment['status'] === 'waiting' ? null : iso(submittedAt),
		ended_at: isOver ? iso(endedAt ?? now) : null,
	};
	return { data: { id, tag: null, ...times, ...moment } };
}

/** CloudConvert: the files are those of the finished exports among a job's tasks. */
export const cloudConvert: Service = {
	name: 'cloudConvert',
	origins: ['https://api.cloudconvert.com'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [
				waiting,
				processing,
				{ status: 'finished', tasks: [imported, task('convert', 'finished'), exported] },
			],
		},
		failed: {
			end: 'failed',
			moments: [waiting, processing, { status: 'error', tasks: [imported, broken] }],
		},
		// One of two branches failed: the exports of the other are there.
		failedWithFiles: {
			end: 'failed',
			moments: [processing, { status: 'error', tasks: [imported, broken, exported] }],
		},
		never: { end: 'running', moments: [waiting, processing] },
		queued: { end: 'queued', moments: [waiting] },
	},
	routes: {
		'POST /v2/jobs': submitting((look, call) => answer(201, show(look, call))),
		'GET /v2/jobs/:id': status(show, NOT_FOUND),
	},
	ref: (jobId) => ({ jobId }),
};
