import { shotstack } from '../../../nodes/providers/described/services/shotstack';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { stage: 'v1', renderId: 'r1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(shotstack, ref, answer);
const render = (response: object, success = true) =>
	read(json({ success, message: 'OK', response: { id: 'r1', ...response } }));
const LINK = 'https://cdn.example.com/r1.mp4';

it.each([
	['queued', 'queued'],
	['fetching', 'running'],
	['rendering', 'running'],
	['saving', 'running'],
	['done', 'succeeded'],
	['failed', 'failed'],
	['preprocessing', 'unknown'],
	['toLocaleString', 'unknown'],
])('Shotstack: "%s" is %s', (status, state) => {
	expect(render({ status })).toMatchObject({ state, rawStatus: status, taskId: 'r1' });
});

it('Shotstack: a link before success is no result', () => {
	expect(render({ status: 'rendering', url: LINK }).result).toBeNull();
	const links = { url: LINK, poster: 'https://cdn.example.com/p.png', thumbnail: null };
	const done = render({ status: 'done', ...links, data: { timeline: {} } });
	expect(filesIn(shotstack, ref, done).map(({ name }) => name)).toEqual(['r1.mp4', 'p.png']);
	expect(done.result).toEqual({ ...links, duration: null });
});

it('Shotstack: "success": true is in the envelope of a failed render, too', () => {
	expect(render({ status: 'failed', error: 'Source not found' })).toMatchObject({
		state: 'failed',
		failure: { message: 'Source not found' },
	});
});

it('Shotstack: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	const none = { success: false, message: 'Not Found', response: null };
	expect(read(json(none, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({ message: 'Forbidden' }, 403))).kind).toBe('credential');
	expect(refusalOf(() => read(json(none))).message).toContain('Not Found');
	expect(render({ status: 'failed' }, false).state).toBe('failed');
	expect(refusalOf(() => read(json({ success: true }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
