import { exchangeOf } from '../../../nodes/providers/described/exchangeOf';
import { meshy } from '../../../nodes/providers/described/services/meshy';
import { filesIn, json, page, readTask, refusalOf } from './support';

describe.each([
	['text-to-3d', '/openapi/v2/text-to-3d/{taskId}'],
	['image-to-3d', '/openapi/v1/image-to-3d/{taskId}'],
])('Meshy, %s', (kind, path) => {
	const ref = { kind, taskId: 't1' };
	const read = (answer: Parameters<typeof readTask>[2]) => readTask(meshy, ref, answer);

	it('is asked for under its own version', () => {
		expect(exchangeOf(meshy, ref).status.path).toBe(path);
	});

	it.each([
		['PENDING', 'queued'],
		['IN_PROGRESS', 'running'],
		['SUCCEEDED', 'succeeded'],
		['FAILED', 'failed'],
		['CANCELED', 'canceled'],
		['EXPIRED', 'unknown'],
		['CANCELLED', 'unknown'],
		['valueOf', 'unknown'],
	])('"%s" is %s', (status, state) => {
		const task = read(json({ id: 't1', status, progress: 42 }));
		expect(task).toMatchObject({ state, rawStatus: status, taskId: 't1' });
	});

	it('times are in ms, 0 is "not yet"', () => {
		const times = { created_at: 1692771650657, started_at: 1692771667037, finished_at: 0 };
		expect(read(json({ status: 'IN_PROGRESS', progress: 40, ...times }))).toMatchObject({
			startedAt: '2023-08-23T06:21:07.037Z',
			finishedAt: null,
			progress: 40,
		});
		expect(read(json({ status: 'SUCCEEDED', finished_at: 1692771667037 }))).toMatchObject({
			finishedAt: '2023-08-23T06:21:07.037Z',
		});
		expect(read(json({ status: 'PENDING', started_at: 0, preceding_tasks: 3 }))).toMatchObject({
			startedAt: null,
			details: { queuePosition: 3 },
		});
	});

	it('an error object with an empty message on a success is no failure', () => {
		const task = read(json({ status: 'SUCCEEDED', task_error: { message: '' } }));
		expect(task.failure).toBeNull();
		const failed = read(json({ status: 'FAILED', task_error: { message: 'Not allowed' } }));
		expect(failed.failure?.message).toBe('Not allowed');
	});

	it('a map of URLs: each is a file, an empty one none', () => {
		const model_urls = {
			glb: 'https://assets.example.com/t1/model.glb?Expires=1',
			fbx: 'https://assets.example.com/t1/model.fbx?Expires=1',
			usdz: '',
		};
		const thumbnail_url = 'https://assets.example.com/t1/preview.png';
		const task = read(json({ status: 'SUCCEEDED', model_urls, thumbnail_url }));
		expect(filesIn(meshy, ref, task).map(({ name }) => name)).toEqual([
			'model.glb',
			'model.fbx',
			'preview.png',
		]);
	});

	it('unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
		expect(read(json({ message: 'Task not found' }, 404)).state).toBe('notFound');
		expect(refusalOf(() => read(json({ message: 'Bad key' }, 401))).kind).toBe('credential');
		expect(refusalOf(() => read(json({ message: 'Oops' }))).kind).toBe('protocol');
		expect(refusalOf(() => read(json([]))).kind).toBe('protocol');
		expect(refusalOf(() => read(page())).kind).toBe('protocol');
	});
});
