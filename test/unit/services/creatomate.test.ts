import { creatomate } from '../../../nodes/providers/described/services/creatomate';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { renderId: 'r1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(creatomate, ref, answer);
const URL_OF_VIDEO = 'https://cdn.example.com/renders/r1.mp4';

it.each([
	['planned', 'queued'],
	['waiting', 'running'],
	['transcribing', 'running'],
	['rendering', 'running'],
	['succeeded', 'succeeded'],
	['failed', 'failed'],
	['completed', 'unknown'],
	['isPrototypeOf', 'unknown'],
])('Creatomate: "%s" is %s', (status, state) => {
	const task = read(json({ id: 'r1', status, url: URL_OF_VIDEO }));
	expect(task).toMatchObject({ state, rawStatus: status, taskId: 'r1' });
});

it('Creatomate: links before success are no result', () => {
	for (const status of ['planned', 'rendering', 'failed']) {
		const task = read(json({ status, url: URL_OF_VIDEO }));
		expect(task.result).toBeNull();
		expect(filesIn(creatomate, ref, task)).toEqual([]);
	}
	const done = read(json({ status: 'succeeded', url: URL_OF_VIDEO, snapshot_url: null }));
	expect(filesIn(creatomate, ref, done)).toEqual([{ name: 'r1.mp4', url: URL_OF_VIDEO }]);
});

it('Creatomate: why it failed', () => {
	const error_message = 'A video could not be downloaded';
	expect(read(json({ status: 'failed', error_message })).failure?.message).toBe(error_message);
});

it('Creatomate: unknown IDs, wrong keys, an error in a 2xx, a list and garbage', () => {
	expect(read(json({ hint: 'No such render' }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No such render' },
	});
	const refused = refusalOf(() => read(json({ hint: 'The key is wrong' }, 401)));
	expect(refused.kind).toBe('credential');
	expect(refused.message).toContain('The key is wrong');
	expect(refusalOf(() => read(json({ hint: 'Oops' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(json([{ status: 'succeeded' }]))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
