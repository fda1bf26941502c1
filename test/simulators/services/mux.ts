import { hexId } from './ids';
import { answer, header, KEY, seconds, status, type Json, type Service } from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const TOKEN_ID = 'simulated-token';
const BASIC = `Basic ${Buffer.from(`${TOKEN_ID}:${KEY}`).toString('base64')}`;
const problem = (code: number, type: string, message: string) =>
	answer(code, { error: { type, messages: [message] } });
const NOT_FOUND = problem(
	404,
	'not_found',
	'The requested asset either does not exist or you do not have access to it.',
);
const REFUSAL = problem(401, 'unauthorized', 'Invalid credentials.');
const progress = (state: string, percent: number): Json => ({
	progress: { state, progress: percent },
});
const life: Json[] = [
	{ status: 'preparing', ...progress('ingesting', 0) },
	{ status: 'preparing', ...progress('transcoding', 37.5) },
];
// Renditions have states of their own.
const RENDITIONS = { static_renditions: { files: [{ name: 'highest.mp4', status: 'preparing' }] } };

const show = ({ task, moment }: Look): Json => ({
	data: {
		id: task.id,
		// Seconds, as text.
		created_at: String(seconds(task.submittedAt)),
		playback_ids: [{ id: 'playback-1', policy: 'public' }],
		...moment,
	},
});

export const mux: Service = {
	name: 'mux',
	origins: ['https://api.mux.com'],
	refuse: header('authorization', BASIC, REFUSAL),
	credential: { tokenId: TOKEN_ID, tokenSecret: KEY },
	newId: hexId('', 16),
	lives: {
		done: {
			end: 'succeeded',
			moments: [
				...life,
				{ status: 'ready', duration: 12, ...progress('completed', 100), ...RENDITIONS },
			],
		},
		failed: {
			end: 'failed',
			moments: [
				...life,
				{
					status: 'errored',
					...progress('errored', -1),
					errors: {
						type: 'invalid_input',
						messages: ['The file does not contain video', 'Nor audio'],
					},
				},
			],
		},
		// -1 is no progress.
		live: {
			end: 'running',
			moments: [{ status: 'preparing', is_live: true, ...progress('live', -1) }],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /video/v1/assets': submitting((look) => answer(201, show(look))),
		'GET /video/v1/assets/:id': status(show, NOT_FOUND),
	},
	ref: (assetId) => ({ assetId }),
};
