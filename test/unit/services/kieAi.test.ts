import { kieAi } from '../../../nodes/providers/described/services/kieAi';
import { filesIn, json, page, readTask, refusalOf } from './support';

type Answer = Parameters<typeof readTask>[2];
const JOBS = { family: 'jobs', taskId: 't1' };
const VEO = { family: 'veo', taskId: 't1' };
const jobs = (answer: Answer) => readTask(kieAi, JOBS, answer);
const veo = (answer: Answer) => readTask(kieAi, VEO, answer);
const ok = (data: unknown) => json({ code: 200, msg: 'success', data });

describe('kie.ai, Market models', () => {
	it.each([
		['waiting', 'queued'],
		['queuing', 'queued'],
		['generating', 'running'],
		['success', 'succeeded'],
		['fail', 'failed'],
		['failed', 'unknown'],
		['valueOf', 'unknown'],
	])('"%s" is %s', (word, state) => {
		expect(jobs(ok({ state: word }))).toMatchObject({ state, rawStatus: word, taskId: 't1' });
	});

	it('JSON in a string: the result is parsed, and its links are files', () => {
		const data = {
			state: 'success',
			resultJson: '{"resultUrls":["https://tempfile.example.com/v.mp4"]}',
			failCode: '',
			failMsg: '',
			createTime: 1698765400000,
			completeTime: 1698765432000,
		};
		const task = jobs(ok(data));
		expect(task).toMatchObject({
			result: { resultUrls: ['https://tempfile.example.com/v.mp4'] },
			finishedAt: '2023-10-31T15:17:12.000Z',
		});
		expect(filesIn(kieAi, JOBS, task)).toEqual([
			{ name: 'v.mp4', url: 'https://tempfile.example.com/v.mp4' },
		]);
	});

	it.each(['', 'no JSON', '{"__proto__":{"a":1}}'])(
		'the result %j spoils nothing',
		(resultJson) => {
			const task = jobs(ok({ state: 'success', resultJson }));
			expect(task.state).toBe('succeeded');
			expect(filesIn(kieAi, JOBS, task)).toEqual([]);
		},
	);

	it('why it failed, and how far it is', () => {
		expect(
			jobs(ok({ state: 'fail', failCode: '422', failMsg: 'Flagged as sensitive' })).failure,
		).toEqual({ code: '422', message: 'Flagged as sensitive' });
		expect(jobs(ok({ state: 'generating', progress: 45 })).progress).toBe(45);
	});
});

describe('kie.ai, Veo', () => {
	it.each([
		[0, 'running'],
		[1, 'succeeded'],
		[2, 'failed'],
		[3, 'failed'],
		['1', 'succeeded'],
		[4, 'unknown'],
	])('numbers as words: %j is %s', (successFlag, state) => {
		expect(veo(ok({ successFlag }))).toMatchObject({ state, rawStatus: String(successFlag) });
	});

	it('why it failed, and files', () => {
		expect(veo(ok({ successFlag: 3, errorCode: 500, errorMessage: 'Upstream' })).failure).toEqual({
			code: '500',
			message: 'Upstream',
		});
		const response = { resultUrls: ['https://e.com/a.mp4'], originUrls: ['https://e.com/b.mp4'] };
		const task = veo(ok({ successFlag: 1, response, completeTime: '2025-06-06 10:30:00' }));
		expect(filesIn(kieAi, VEO, task).map(({ name }) => name)).toEqual(['a.mp4']);
		expect(task.finishedAt).toBeNull();
	});
});

describe.each([
	['jobs', jobs],
	['veo', veo],
])('kie.ai (%s), the code in the body', (_family, read) => {
	const code = (value: unknown, msg: string) => json({ code: value, msg, data: null });

	it('501 is a failed generation', () => {
		expect(read(code(501, 'Generation failed'))).toMatchObject({
			state: 'failed',
			failure: { message: 'Generation failed' },
		});
	});

	it.each([
		[404, 'Task not found'],
		[422, 'recordInfo is null'],
	])('not found inside a 2xx: %i', (value, msg) => {
		expect(read(code(value, msg))).toMatchObject({ state: 'notFound', failure: { message: msg } });
	});

	it.each([
		[401, 'credential'],
		[402, 'provider'],
		[422, 'provider'],
		[429, 'rateLimited'],
		[455, 'unavailable'],
		[500, 'unavailable'],
		[505, 'unavailable'],
	])('%i is an error of kind %s', (value, kind) => {
		// Which HTTP status comes with it is not documented.
		for (const status of [200, 400, value]) {
			const body = { code: value, msg: 'The reason', data: null };
			const error = refusalOf(() => read(json(body, status)));
			expect(error.kind).toBe(kind);
			expect(error.message).toContain('The reason');
		}
	});

	it('401 with a 400 is a refused key, 404 with a 400 an unknown task', () => {
		const of = (value: number, msg: string) => json({ code: value, msg }, 400);
		expect(refusalOf(() => read(of(401, 'recordInfo is null'))).kind).toBe('credential');
		expect(read(of(404, 'Task not found')).state).toBe('notFound');
	});

	it('garbage is no state', () => {
		expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
		expect(refusalOf(() => read(json({ data: { state: 'success' } }))).kind).toBe('protocol');
		expect(refusalOf(() => read(ok(null))).kind).toBe('protocol');
		expect(refusalOf(() => read(page())).kind).toBe('protocol');
		expect(refusalOf(() => read(page(501))).kind).toBe('unavailable');
	});
});
