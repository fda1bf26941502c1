import { leonardo } from '../../../nodes/providers/described/services/leonardo';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { generationId: 'g1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(leonardo, ref, answer);
const generation = (data: object) => read(json({ generations_by_pk: { id: 'g1', ...data } }));

it.each([
	['PENDING', 'running'],
	['COMPLETE', 'succeeded'],
	['FAILED', 'failed'],
	['COMPLETED', 'unknown'],
	['hasOwnProperty', 'unknown'],
])('Leonardo.Ai: "%s" is %s', (status, state) => {
	expect(generation({ status })).toMatchObject({ state, rawStatus: status, taskId: 'g1' });
});

it('Leonardo.Ai: images and their motions are files', () => {
	const generated_images = [
		{ id: '1', url: 'https://cdn.example.com/one.jpg', motionMP4URL: null },
		{
			id: '2',
			url: 'https://cdn.example.com/two.jpg',
			motionMP4URL: 'https://cdn.example.com/two.mp4',
		},
	];
	const task = generation({ status: 'COMPLETE', generated_images });
	expect(filesIn(leonardo, ref, task).map(({ name }) => name)).toEqual([
		'one.jpg',
		'two.jpg',
		'two.mp4',
	]);
	expect(task.result).toHaveLength(2);
});

it('Leonardo.Ai: there is no text on why it failed', () => {
	expect(generation({ status: 'FAILED' }).failure?.message).toContain('no reason');
});

it('Leonardo.Ai: not found inside a 2xx is a null, and nothing else is', () => {
	expect(read(json({ generations_by_pk: null })).state).toBe('notFound');
	expect(read(json({ error: 'not found' }, 404)).state).toBe('notFound');
	expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
	expect(refusalOf(() => read(json([]))).kind).toBe('protocol');
	expect(refusalOf(() => read(json(null))).kind).toBe('protocol');
});

it('Leonardo.Ai: wrong keys, an error in a 2xx and garbage are no state', () => {
	const error = { error: 'Invalid authorization', path: '$', code: 'access-denied' };
	expect(refusalOf(() => read(json(error, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json(error))).kind).toBe('protocol');
	expect(refusalOf(() => generation({})).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
