import { readRef } from '../../../nodes/providers/described/fields';
import { json2Video } from '../../../nodes/providers/described/services/json2Video';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { projectId: 'p1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(json2Video, ref, answer);
const movie = (data: object) => read(json({ success: true, movie: data }));

it.each([
	['pending', 'queued'],
	['running', 'running'],
	['done', 'succeeded'],
	['error', 'failed'],
	['timeout', 'failed'],
	['rendering', 'unknown'],
	['valueOf', 'unknown'],
])('JSON2Video: "%s" is %s', (status, state) => {
	expect(movie({ status })).toMatchObject({ state, rawStatus: status, taskId: 'p1' });
});

it("JSON2Video: the vendor's sample of a finished movie", () => {
	const task = movie({
		success: true,
		status: 'done',
		message: '',
		project: 'JkGxEoPRF9EgRb32',
		url: 'https://assets.example.com/renders/2026-05-12-36066.mp4',
		ass: 'https://assets.example.com/renders/2026-05-12-36066.ass',
		created_at: '2026-05-12T07:41:41.946Z',
		ended_at: '2026-05-12T07:44:57.108Z',
	});
	expect(filesIn(json2Video, ref, task).map(({ name }) => name)).toEqual([
		'2026-05-12-36066.mp4',
		'2026-05-12-36066.ass',
	]);
	expect(task).toMatchObject({ finishedAt: '2026-05-12T07:44:57.108Z', failure: null });
});

it('JSON2Video: how far it is, and why it failed', () => {
	expect(movie({ status: 'running', progress: 42, message: 'Rendering scene 1' })).toMatchObject({
		progress: 42,
		message: 'Rendering scene 1',
	});
	const failed = movie({ status: 'error', success: false, message: 'Image not found', url: null });
	expect(failed.failure?.message).toBe('Image not found');
});

it.each(['', '  ', null, undefined])(
	'JSON2Video: an empty ID (%j) turns it into a list: refused',
	(projectId) => {
		expect(refusalOf(() => readRef(json2Video, { projectId })).kind).toBe('input');
	},
);

it('JSON2Video: a list is never the task, not found inside a 2xx is', () => {
	const movies = [{ project: 'other', status: 'done' }];
	expect(refusalOf(() => read(json({ success: true, movies }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({ success: true, movies: [] }))).kind).toBe('protocol');
	expect(read(json({ success: true, remaining_quota: {} })).state).toBe('notFound');
	expect(read(json({ success: true, movie: null })).state).toBe('notFound');
	expect(read(json({ success: false, message: 'No project' }, 404)).state).toBe('notFound');
});

it('JSON2Video: wrong keys, an error in a 2xx and garbage are no state', () => {
	const refused = { success: false, message: 'Invalid API key' };
	expect(refusalOf(() => read(json(refused, 403))).kind).toBe('credential');
	expect(refusalOf(() => read(json(refused))).message).toContain('Invalid API key');
	expect(refusalOf(() => movie({ url: 'x' })).kind).toBe('protocol');
	expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
