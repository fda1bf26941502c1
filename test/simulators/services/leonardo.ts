import { uuid } from './ids';
import { answer, bearer, file, status, type Service } from './service';
import { submitted } from './simulator';

// Inferred from the nullable type: an unknown id is a 200.
const NOT_FOUND = { body: { generations_by_pk: null } };
// A guess.
const REFUSAL = answer(401, { error: 'Invalid authorization', path: '$', code: 'access-denied' });
const pending = { status: 'PENDING', generated_images: [] };
const IMAGES = [
	{ id: '1', url: file('one.png'), motionMP4URL: null },
	{ id: '2', url: file('two.png'), motionMP4URL: file('two.mp4') },
];

export const leonardo: Service = {
	name: 'leonardo',
	origins: ['https://cloud.leonardo.ai'],
	refuse: bearer(REFUSAL),
	newId: uuid,
	lives: {
		done: {
			end: 'succeeded',
			moments: [pending, pending, { status: 'COMPLETE', generated_images: IMAGES }],
		},
		// There is no word on why.
		failed: { end: 'failed', moments: [pending, { status: 'FAILED', generated_images: [] }] },
		never: { end: 'running', moments: [pending] },
	},
	routes: {
		'POST /api/rest/v1/generations': (call) => ({
			sdGenerationJob: { generationId: submitted(call).id, apiCreditCost: 4 },
		}),
		'GET /api/rest/v1/generations/:id': status(
			({ task, moment }) => ({ generations_by_pk: { id: task.id, prompt: 'A cat', ...moment } }),
			NOT_FOUND,
		),
	},
	ref: (generationId) => ({ generationId }),
};
