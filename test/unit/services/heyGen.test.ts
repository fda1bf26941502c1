import { heyGen } from '../../../nodes/providers/described/services/heyGen';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { videoId: 'v1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(heyGen, ref, answer);
/** "Success" is in every envelope. */
const ok = (data: unknown) => json({ code: 100, message: 'Success', data });

it.each([
	['waiting', 'queued'],
	['pending', 'queued'],
	['processing', 'running'],
	['completed', 'succeeded'],
	['failed', 'failed'],
	['deleted', 'notFound'],
	['done', 'unknown'],
	['__proto__', 'unknown'],
])('HeyGen: "%s" is %s', (status, state) => {
	expect(read(ok({ status }))).toMatchObject({ state, rawStatus: status, taskId: 'v1' });
});

it('HeyGen: "Success" beside a failed video is a failure, with its reason', () => {
	const error = {
		code: 40119,
		detail: 'Video is too long (> 360 s)',
		message: 'Video is too long',
	};
	expect(read(ok({ status: 'failed', error }))).toMatchObject({
		state: 'failed',
		failure: { code: '40119', message: 'Video is too long (> 360 s)' },
	});
	expect(read(ok({ status: 'failed', error: null })).failure?.message).toContain('no reason');
});

it('HeyGen: the files of a video; absent ones are none', () => {
	const task = read(
		ok({
			status: 'completed',
			video_url: 'https://files.heygen.ai/v1.mp4?Expires=1',
			gif_url: null,
			thumbnail_url: 'https://files.heygen.ai/t.jpg',
			callback_id: 'https://example.com/not-a-file',
		}),
	);
	expect(filesIn(heyGen, ref, task).map(({ name }) => name)).toEqual(['v1.mp4', 't.jpg']);
});

it('HeyGen: an error in a 2xx, an unknown ID, and garbage', () => {
	const failed = refusalOf(() => read(json({ code: 40013, message: 'Bad video', data: null })));
	expect(failed.message).toContain('Bad video, code 40013');
	expect(read(json({ code: 400140, message: 'Video not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({ code: 400112 }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
	expect(refusalOf(() => read(ok(null))).kind).toBe('protocol');
	expect(refusalOf(() => read(json('Success'))).kind).toBe('protocol');
});
