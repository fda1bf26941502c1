import { luma } from '../../../nodes/providers/described/services/luma';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { generationId: 'g1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(luma, ref, answer);

it.each([
	['queued', 'queued'],
	['dreaming', 'running'],
	['completed', 'succeeded'],
	['failed', 'failed'],
	['pending', 'unknown'],
	['toString', 'unknown'],
])('Luma: "%s" is %s', (word, state) => {
	expect(read(json({ id: 'g1', state: word }))).toMatchObject({
		state,
		rawStatus: word,
		taskId: 'g1',
	});
});

it('Luma: a generation without a word is unknown, with its assets, too', () => {
	const assets = { video: 'https://cdn.example.com/v.mp4' };
	for (const bare of [{}, { state: null }, { state: '' }, { assets }]) {
		expect(read(json({ id: 'g1', ...bare }))).toMatchObject({ state: 'unknown', result: null });
	}
});

it('Luma: why it failed', () => {
	const task = read(json({ state: 'failed', failure_reason: 'Prompt blocked' }));
	expect(task.failure?.message).toBe('Prompt blocked');
});

it('Luma: a map of links', () => {
	const assets = {
		video: 'https://cdn.example.com/v.mp4',
		image: 'https://cdn.example.com/i.jpg',
		progress_video: null,
	};
	const task = read(json({ id: 'g1', state: 'completed', assets }));
	expect(filesIn(luma, ref, task).map(({ name }) => name)).toEqual(['v.mp4', 'i.jpg']);
});

it('Luma: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	expect(read(json({ detail: 'Not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({ detail: 'No' }, 401))).kind).toBe('credential');
	// The SDK asks again.
	expect(refusalOf(() => read(json({ detail: 'Conflict' }, 409))).transient).toBe(true);
	expect(refusalOf(() => read(json({ detail: 'Oops' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json([]))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
