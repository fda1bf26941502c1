import { hexId } from './ids';
import { bearer, file, status, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

// Codes are in the body; that their HTTP status is 200 is a guess.
const inBody = (code: number, msg: string, data: Json | null = null) => ({
	body: { code, msg, data },
});
const NOT_FOUND = inBody(404, 'task not found');
// Times of jobs are third-party knowledge: milliseconds.
const job = (state: string, more: Json = {}): Json => ({
	state,
	resultJson: '',
	failCode: null,
	failMsg: null,
	completeTime: null,
	...more,
});
const life = ['waiting', 'queuing', 'generating'].map((state) => job(state));
/** JSON inside a string. */
const RESULT = JSON.stringify({ resultUrls: [file('video.mp4')] });
const veo = (successFlag: number, more: Json = {}): Json => ({ successFlag, ...more });
const VEO = { family: 'veo' };
const VEO_DONE = { response: { resultUrls: [file('veo.mp4')], originUrls: [file('origin.mp4')] } };

function show({ task, moment }: Look) {
	// The whole answer of a life that is an error of the envelope.
	if ('code' in moment) return { body: { data: null, ...moment } };
	return inBody(200, 'success', { taskId: task.id, createTime: task.submittedAt, ...moment });
}

const submit = (call: Call) => inBody(200, 'success', { taskId: submitted(call).id });
const recordInfo = status(show, NOT_FOUND, ({ query }) => query['taskId']);

/** kie.ai: two contracts under one key, errors in the body, results as JSON in a string. */
export const kieAi: Service = {
	name: 'kieAi',
	origins: ['https://api.kie.ai'],
	refuse: bearer(inBody(401, 'You do not have access permissions')),
	newId: hexId('', 16),
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, job('success', { resultJson: RESULT, completeTime: 1_767_225_600_000 })],
		},
		failed: {
			end: 'failed',
			moments: [...life, job('fail', { failCode: '422', failMsg: 'Prompt was flagged' })],
		},
		// Documented as "generation failed".
		failedInBody: { end: 'failed', moments: [...life, { code: 501, msg: 'generation failed' }] },
		never: { end: 'running', moments: life },
		veoDone: { end: 'succeeded', ref: VEO, moments: [veo(0), veo(1, VEO_DONE)] },
		veoFailed: {
			end: 'failed',
			ref: VEO,
			moments: [veo(0), veo(2, { errorCode: 400, errorMessage: 'Unsafe image' })],
		},
		veoUpstreamFailed: {
			end: 'failed',
			ref: VEO,
			moments: [veo(0), veo(3, { errorCode: 500, errorMessage: 'Upstream failed' })],
		},
		veoNever: { end: 'running', ref: VEO, moments: [veo(0)] },
	},
	routes: {
		'POST /api/v1/jobs/createTask': submit,
		'POST /api/v1/veo/generate': submit,
		'GET /api/v1/jobs/recordInfo': recordInfo,
		'GET /api/v1/veo/record-info': recordInfo,
	},
	ref: (taskId) => ({ family: 'jobs', taskId }),
};
