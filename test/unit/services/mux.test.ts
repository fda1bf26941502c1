import { mux } from '../../../nodes/providers/described/services/mux';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { assetId: 'a1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(mux, ref, answer);
const asset = (data: object) => read(json({ data: { id: 'a1', ...data } }));

it.each([
	['preparing', 'running'],
	['ready', 'succeeded'],
	['errored', 'failed'],
	['skipped', 'unknown'],
	['live', 'unknown'],
	['valueOf', 'unknown'],
])('Mux: "%s" is %s', (status, state) => {
	expect(asset({ status })).toMatchObject({ state, rawStatus: status, taskId: 'a1' });
});

it.each([
	[0, 0],
	[37.5, 37.5],
	[-1, null],
])('Mux: a progress of %d is %j', (progress, percent) => {
	const task = asset({ status: 'preparing', progress: { state: 'transcoding', progress } });
	expect(task.progress).toBe(percent);
});

it('Mux: why it failed', () => {
	const errors = { type: 'invalid_input', messages: ['No video', 'No audio'] };
	expect(asset({ status: 'errored', errors }).failure).toEqual({
		code: 'invalid_input',
		message: 'No video; No audio',
	});
});

it('Mux: success words with failed parts: renditions and the master', () => {
	const renditions = (...states: string[]) => ({
		files: states.map((status) => ({ name: 'high.mp4', status })),
	});
	const ready = (data: object) => asset({ status: 'ready', ...data }).warning;
	expect(ready({ static_renditions: renditions('ready', 'errored', 'errored') })).toMatchObject({
		count: 2,
	});
	expect(ready({ static_renditions: renditions('preparing', 'skipped') })).toBeNull();
	expect(ready({ master: { status: 'errored' } })?.message).toContain('master');
	expect(ready({})).toBeNull();
});

it('Mux: the master is a file, otherwise there is the asset', () => {
	const master = { status: 'ready', url: 'https://master.example.com/a1.mp4?signature=x' };
	const files = filesIn(mux, ref, asset({ status: 'ready', master }));
	expect(files).toEqual([{ name: 'a1.mp4', url: master.url }]);
	const task = asset({ status: 'ready', master: { status: 'preparing' } });
	expect(filesIn(mux, ref, task)).toEqual([]);
	expect(task.result).toMatchObject({ id: 'a1' });
});

it('Mux: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	const problem = (type: string, message: string) => ({ error: { type, messages: [message] } });
	expect(read(json(problem('not_found', 'No such asset'), 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No such asset' },
	});
	expect(refusalOf(() => read(json(problem('unauthorized', 'No'), 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json(problem('internal', 'Oops')))).kind).toBe('protocol');
	expect(refusalOf(() => asset({})).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
