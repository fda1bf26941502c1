import { cloudConvert } from '../../../nodes/providers/described/services/cloudConvert';
import { filesIn, json, page, readTask, refusalOf } from './support';

const ref = { jobId: 'j1' };
const read = (answer: Parameters<typeof readTask>[2]) => readTask(cloudConvert, ref, answer);
const job = (status: string, ...tasks: object[]) =>
	read(json({ data: { id: 'j1', status, tasks } }));

const files = (...names: string[]) => ({
	files: names.map((filename) => ({
		filename,
		url: `https://storage.example.com/1?n=${filename}`,
	})),
});
const IMPORT = { operation: 'import/url', status: 'finished', result: files('in.pdf') };
const EXPORT = { operation: 'export/url', status: 'finished', result: files('a.png', 'b.png') };
const BROKEN = { operation: 'convert', status: 'error', code: 'INVALID_FILE', message: 'No PDF' };

it.each([
	['waiting', 'queued'],
	['processing', 'running'],
	['finished', 'succeeded'],
	['error', 'failed'],
	['queued', 'unknown'],
	['failed', 'unknown'],
	['valueOf', 'unknown'],
])('CloudConvert: "%s" is %s', (status, state) => {
	expect(job(status)).toMatchObject({ state, rawStatus: status, taskId: 'j1' });
});

it('CloudConvert: the files are those of the finished exports', () => {
	const pending = { ...EXPORT, status: 'processing', result: files('c.png') };
	const task = job('finished', IMPORT, EXPORT, pending, { operation: 'convert', result: null });
	expect(filesIn(cloudConvert, ref, task).map(({ name }) => name)).toEqual(['a.png', 'b.png']);
	expect(filesIn(cloudConvert, ref, job('finished', IMPORT))).toEqual([]);
});

it('CloudConvert: a job in error with finished exports has failed all the same', () => {
	expect(job('error', IMPORT, BROKEN, EXPORT)).toMatchObject({
		state: 'failed',
		result: null,
		failure: { code: 'INVALID_FILE', message: 'No PDF' },
	});
});

it('CloudConvert: success words with failed parts: errors that the job ignores', () => {
	expect(job('finished', IMPORT, BROKEN, EXPORT).warning).toMatchObject({ count: 1 });
	expect(job('finished', IMPORT, EXPORT).warning).toBeNull();
});

it('CloudConvert: times', () => {
	const times = { started_at: '2019-05-13T15:29:43+00:00', ended_at: null };
	const ended_at = '2019-05-13T15:29:50+00:00';
	expect(read(json({ data: { status: 'finished', ...times, ended_at } }))).toMatchObject({
		finishedAt: '2019-05-13T15:29:50.000Z',
	});
	expect(read(json({ data: { status: 'processing', ...times } }))).toMatchObject({
		startedAt: '2019-05-13T15:29:43.000Z',
		finishedAt: null,
	});
});

it('CloudConvert: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	const error = { message: 'No query results', code: 'NOT_FOUND' };
	expect(read(json(error, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No query results' },
	});
	expect(refusalOf(() => read(json({ message: 'Unauthenticated.' }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ message: 'No scope' }, 403))).kind).toBe('credential');
	expect(refusalOf(() => read(json(error))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({ data: [] }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
