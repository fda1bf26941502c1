import { hexId } from './ids';
import { answer, file, header, KEY, status, words, type Json, type Service } from './service';
import { submitted } from './simulator';

// Both shapes are guesses: the vendor documents neither.
const NOT_FOUND = answer(404, { code: 40404, data: null, message: 'Video not found' });
const REFUSAL = answer(401, { code: 40101, data: null, message: 'Unauthorized' });
const life = words('status', 'waiting', 'pending', 'processing');
const completed: Json = {
	status: 'completed',
	video_url: file('video.mp4'),
	video_url_caption: null,
	gif_url: file('preview.gif'),
	thumbnail_url: file('thumbnail.png'),
};

/** HeyGen says `message: "Success"` of a failed video, too. */
export const heyGen: Service = {
	name: 'heyGen',
	origins: ['https://api.heygen.com'],
	refuse: header('x-api-key', KEY, REFUSAL),
	newId: hexId('', 16),
	lives: {
		done: { end: 'succeeded', moments: [...life, completed] },
		failed: {
			end: 'failed',
			moments: [
				...life,
				{
					status: 'failed',
					error: { code: 40119, detail: 'Video is too long', message: 'Too long' },
				},
			],
		},
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v2/video/generate': (call) => ({ error: null, data: { video_id: submitted(call).id } }),
		'GET /v1/video_status.get': status(
			({ task, moment }) => ({
				code: 100,
				data: { id: task.id, error: null, video_url: null, ...moment },
				message: 'Success',
			}),
			NOT_FOUND,
			({ query }) => query['video_id'],
		),
	},
	ref: (videoId) => ({ videoId }),
};
