import { answer, file, header, KEY, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import { uuid } from './ids';

const REQUEST = '/fal-ai/flux/requests/{id}';
const urls: Json = {
	request_id: '{id}',
	response_url: `{base}${REQUEST}`,
	status_url: `{base}${REQUEST}/status`,
	cancel_url: `{base}${REQUEST}/cancel`,
};
const queued: Json = { status: 'IN_QUEUE', queue_position: 2, ...urls };
const running: Json = { status: 'IN_PROGRESS', logs: [{ message: '25%|██' }], ...urls };
const completed: Json = { status: 'COMPLETED', metrics: { inference_time: 1.5 }, ...urls };
const life = [queued, running, completed];

const INVALID = [{ loc: ['body', 'prompt'], msg: 'field required', type: 'value_error.missing' }];
// A guess: nobody has written down what an unknown id gets.
const NOT_FOUND = answer(404, { detail: 'Request not found' });

function status({ tasks, params }: Call) {
	const look = tasks.look(params['id']);
	if (look === undefined) return NOT_FOUND;
	return answer(/^IN_/.test(String(look.moment['status'])) ? 202 : 200, look.moment);
}

function result({ tasks, params }: Call) {
	if (tasks.peek(params['id']) === undefined) return NOT_FOUND;
	// The text is third-party knowledge.
	return tasks.result(params['id']) ?? answer(400, { detail: 'Request is still in progress' });
}

function cancel({ tasks, params }: Call) {
	const found = tasks.peek(params['id']);
	if (found === undefined) return NOT_FOUND;
	if (found.isLast) return answer(400, { status: 'ALREADY_COMPLETED' });
	tasks.turn(params['id'], 'canceled');
	return answer(202, { status: 'CANCELLATION_REQUESTED' });
}

/** fal.ai's queue: COMPLETED says only that there is an answer; whether it is good, the result says. */
export const fal: Service = {
	name: 'fal',
	origins: ['https://queue.fal.run'],
	refuse: header('authorization', `Key ${KEY}`, answer(401, { detail: 'No user found for Key' })),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: life,
			result: { body: { images: [{ url: file('image.png') }] } },
		},
		failed: { end: 'failed', moments: life, result: answer(422, { detail: INVALID }) },
		failedAsText: { end: 'failed', moments: life, result: answer(422, { detail: 'NSFW content' }) },
		crashed: {
			end: 'failed',
			moments: life,
			result: answer(500, { detail: 'Internal Server Error' }),
		},
		// Third-party words; what a canceled request really answers is a gap.
		canceled: { end: 'canceled', moments: [queued, { ...completed, status: 'CANCELLED' }] },
		failedWord: { end: 'failed', moments: [queued, { ...completed, status: 'FAILED' }] },
		never: { end: 'queued', moments: [queued] },
		stuck: { end: 'running', moments: [queued, running] },
	},
	routes: {
		// Anything below owner/app is the model's own path, and no part of the request's address.
		'POST /*': (call) => {
			const { id } = submitted(call);
			return call.tasks.peek(id)?.moment ?? {};
		},
		'GET /:owner/:app/requests/:id/status': status,
		'GET /:owner/:app/requests/:id': result,
		'PUT /:owner/:app/requests/:id/cancel': cancel,
	},
	ref: (id, base) => ({ statusUrl: `${base}${REQUEST.replace('{id}', id)}/status` }),
};
