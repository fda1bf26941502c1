import { randomInt } from 'node:crypto';

import { bearer, file, status, words, type Json, type Service } from './service';
import { submitted } from './simulator';
import { filled } from './taskDesk';

/** Errors come in a 200. */
const base = (code: number, text: string): Json => ({
	base_resp: { status_code: code, status_msg: text },
});
const OK = base(0, 'success');
// Codes from memory; which one an unknown task gets is a gap.
const NOT_FOUND = { body: base(2013, 'invalid params, task not found') };
const REFUSAL = { body: base(1004, 'login fail: Please carry the API secret key') };
const life = words('status', 'Preparing', 'Queueing', 'Processing');
const DONE = { status: 'Success', file_id: '{id}', video_width: 1280, video_height: 720 };

/** MiniMax (Hailuo): the file's address takes a second hop. */
export const miniMax: Service = {
	name: 'miniMax',
	origins: ['https://api.minimax.io'],
	refuse: bearer(REFUSAL),
	newId: () => String(randomInt(1e14, 2e14)),
	lives: {
		done: { end: 'succeeded', moments: [...life, DONE] },
		// A failure has no text.
		failed: { end: 'failed', moments: [...life, { status: 'Fail' }] },
		// As a reseller's documentation has it: the code says why the task failed, not the request.
		moderated: {
			end: 'failed',
			moments: [...life, { status: 'Fail', ...base(1027, 'output new_sensitive') }],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v1/video_generation': (call) => ({ task_id: submitted(call).id, ...OK }),
		'GET /v1/query/video_generation': status(
			({ task, moment }) => ({ task_id: task.id, file_id: '', ...OK, ...moment }),
			NOT_FOUND,
			({ query }) => query['task_id'],
		),
		'GET /v1/files/retrieve': ({ query, tasks, base: address }) => {
			const id = query['file_id'] ?? '';
			if (tasks.peek(id)?.moment['file_id'] !== id) return NOT_FOUND;
			const download_url = filled(file('output.mp4'), id, address);
			return { file: { file_id: Number(id), filename: 'output.mp4', download_url }, ...OK };
		},
	},
	ref: (taskId) => ({ taskId }),
};
