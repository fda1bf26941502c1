import {
	readCandidates,
	withoutCandidates,
} from '../../../nodes/providers/hyper3dOnPremises/candidates';
import { toRestTask, toSocketTask } from '../../../nodes/providers/hyper3dOnPremises/mapper';
import { findStatus } from '../../../nodes/providers/hyper3dOnPremises/socket/message';
import type { TaskErrorKind } from '../../../nodes/task/errors';
import type { TaskState } from '../../../nodes/task/states';
import { errorOf, HOST, json, noJson } from './support/answers';

const UUID = 'bdc8e99d-dd8a-40e9-8840-f9f8eef16c71';
const SOCKET_REF = { channel: 'socket', taskUuid: UUID, subscriptionKey: 'sub-key' };
const REST_REF = { channel: 'rest', taskUuid: UUID };
const NOW = new Date('2026-01-02T03:04:05Z');

type Fields = Readonly<Record<string, unknown>>;

/** The vendor page, "Receiving a Response". */
const PAYLOAD: Fields = { status: 'Done', error: 'None', message: 'Process Done', percentage: 100 };
const MESSAGE = { taskUuid: UUID, jobStatus: 'Succeeded', jobMetricPayload: PAYLOAD };
const socketTask = (fields: Fields = {}) =>
	toSocketTask({ ...MESSAGE, ...fields }, SOCKET_REF, NOW, HOST);
const payload = (fields: Fields, jobStatus = 'Running') =>
	socketTask({ jobStatus, jobMetricPayload: { ...PAYLOAD, ...fields } });

/** The vendor page, the Go sample's struct. */
const GENERATING: Fields = {
	stage: 'Generating',
	message: 'Process Generating',
	percentage: 42.5,
	waiting_num: 3,
	candidates: ['aGVsbG8='],
	on_progress: ['geometry'],
};
const restTask = (body: unknown, status = 200) => toRestTask(json(body, status), REST_REF, NOW);
const stageTask = (stage: unknown, fields: Fields = {}) =>
	restTask({ ...GENERATING, ...fields, stage });

describe('The message of the vendor page', () => {
	it('is a succeeded task with its payload as the result', () => {
		expect(socketTask()).toStrictEqual({
			provider: 'hyper3dOnPremises',
			taskId: UUID,
			ref: SOCKET_REF,
			state: 'succeeded',
			outcome: 'done',
			finished: true,
			succeeded: true,
			progress: 100,
			message: 'Process Done',
			failure: null,
			warning: null,
			rawStatus: 'Succeeded',
			startedAt: null,
			finishedAt: null,
			jobs: [],
			result: PAYLOAD,
			details: { stage: 'Done' },
			checkedAt: '2026-01-02T03:04:05.000Z',
		});
	});

	it.each<[unknown, TaskState, string]>([
		['Succeeded', 'succeeded', 'Succeeded'],
		['Running', 'running', 'Running'],
		['Failed', 'failed', 'Failed'],
		[' succeeded ', 'succeeded', 'succeeded'],
		['RUNNING', 'running', 'RUNNING'],
		['Canceled', 'canceled', 'Canceled'],
		['cancelled', 'canceled', 'cancelled'],
		['Done', 'unknown', 'Done'],
		['Archived', 'unknown', 'Archived'],
		[7, 'unknown', '7'],
	])('takes the jobStatus %j for %s', (jobStatus, state, rawStatus) => {
		expect(socketTask({ jobStatus })).toMatchObject({ state, rawStatus });
	});

	it.each(['Done', 'Failed', 'NeedSelection', 'Canceled'])(
		'does not let the payload status %s overrule jobStatus',
		(status) => {
			expect(payload({ status })).toMatchObject({ state: 'running', details: { stage: status } });
		},
	);

	it.each([
		['Out of memory', 'Process Failed', 'Out of memory'],
		['None', 'Process Failed', 'Process Failed'],
		['None', 'None', 'Hyper3D gave no reason; the log of its server may.'],
		['none', null, 'Hyper3D gave no reason; the log of its server may.'],
		[null, 'Process Failed', 'Process Failed'],
		['', '', 'Hyper3D gave no reason; the log of its server may.'],
		[{ message: 'Bad mesh' }, 'Process Failed', 'Bad mesh'],
		[{}, 'Process Failed', 'Process Failed'],
		[13, 'Process Failed', '13'],
	])('explains a failure with error %j and message %j', (error, message, reason) => {
		const task = payload({ error, message }, 'Failed');
		expect(task.failure).toEqual({ code: null, message: reason });
		expect(task.result).toBeNull();
	});

	it.each(['Running', 'Succeeded', 'Archived'])('has no error while it is %s', (jobStatus) => {
		expect(payload({ error: 'None' }, jobStatus).failure).toBeNull();
		expect(payload({ error: 'a warning' }, jobStatus).failure).toBeNull();
	});

	it.each([
		[0, 0],
		[42.55, 42.6],
		[-3, 0],
		[250, 100],
		['50', null],
		[null, null],
		[Number.NaN, null],
		[undefined, null],
	])('takes the percentage %j for the progress %j', (percentage, progress) => {
		expect(payload({ percentage }).progress).toBe(progress);
	});

	it.each([undefined, null, 'text', [], 5])('does without a payload: %j', (jobMetricPayload) => {
		const task = socketTask({ jobMetricPayload });
		expect(task).toMatchObject({ state: 'succeeded', progress: null, message: null, details: {} });
		expect(task.result).toEqual({ ...MESSAGE, jobMetricPayload });
	});

	it.each([undefined, null, '', {}, true])('is an error with the jobStatus %j', (jobStatus) => {
		const error = errorOf(() => socketTask({ jobStatus }));
		expect(error.kind).toBe<TaskErrorKind>('protocol');
		expect(error.message).toBe(`${HOST} sent a status without "jobStatus"`);
	});
});

describe('The status in the arguments of an event', () => {
	it.each<[string, unknown[]]>([
		['the first', [MESSAGE]],
		['the second', ['scheduler', MESSAGE]],
		['the third', ['scheduler', { other: 1 }, MESSAGE]],
		['the first of two', [MESSAGE, { taskUuid: 'other' }]],
	])('is %s with one of its fields', (_which, eventArguments) => {
		expect(findStatus(eventArguments)).toEqual({ taskUuid: UUID, status: MESSAGE });
	});

	it.each<[unknown[]]>([
		[[]],
		[['text']],
		[[null, 5, [MESSAGE]]],
		[[{}]],
		[[{ taskUuid: UUID }]],
		[[{ taskUuid: UUID, jobStatus: null }]],
		[[{ taskUuid: {}, jobStatus: 'Running' }]],
		[[{ jobStatus: 'Running' }, MESSAGE]],
	])('is not in %j', (eventArguments) => {
		expect(findStatus(eventArguments)).toBeNull();
	});
});

describe('A progress answer', () => {
	it('is a task without the candidates', () => {
		expect(restTask(GENERATING)).toStrictEqual({
			provider: 'hyper3dOnPremises',
			taskId: UUID,
			ref: REST_REF,
			state: 'running',
			outcome: 'inProgress',
			finished: false,
			succeeded: null,
			progress: 42.5,
			message: 'Process Generating',
			failure: null,
			warning: null,
			rawStatus: 'Generating',
			startedAt: null,
			finishedAt: null,
			jobs: [],
			result: null,
			details: { queuePosition: 3, onProgress: ['geometry'], candidateCount: 1 },
			checkedAt: '2026-01-02T03:04:05.000Z',
		});
	});

	it.each<[unknown, TaskState]>([
		['Created', 'queued'],
		['Waiting', 'queued'],
		['Generating', 'running'],
		['NeedSelection', 'actionRequired'],
		['Done', 'succeeded'],
		['Failed', 'failed'],
		['Canceled', 'canceled'],
		['Cancelled', 'canceled'],
		['ModelStage', 'running'],
		['AppearanceStage', 'running'],
		['DetailStage', 'running'],
		['UpscaleStage', 'running'],
		['ExportStage', 'running'],
		['needselection', 'actionRequired'],
		['Texturing', 'unknown'],
		['Succeeded', 'unknown'],
		[3, 'unknown'],
	])('takes the stage %j for %s', (stage, state) => {
		expect(stageTask(stage)).toMatchObject({ state, rawStatus: String(stage) });
	});

	it('gives the body without the candidates as the result', () => {
		expect(stageTask('Done').result).toEqual({ ...GENERATING, stage: 'Done', candidates: 1 });
	});

	it.each([
		['Mesh failed', 'Mesh failed'],
		[null, 'Hyper3D gave no reason; the log of its server may.'],
	])('explains a failure with the message %j', (message, reason) => {
		expect(stageTask('Failed', { message }).failure).toEqual({ code: null, message: reason });
	});

	it('keeps of what is at work a few short texts', () => {
		const many = Array.from({ length: 1000 }, () => 'x'.repeat(100_000));
		const { details } = stageTask('Generating', { on_progress: [{ a: [] }, null, 7, ...many] });
		const { onProgress } = details as { readonly onProgress: readonly string[] };
		expect(onProgress[0]).toBe('7');
		expect(onProgress.length).toBeLessThanOrEqual(50);
		for (const text of onProgress) expect(text.length).toBeLessThanOrEqual(500);
	});

	it('needs the stage only', () => {
		expect(restTask({ stage: 'Waiting' })).toMatchObject({ progress: null, details: {} });
		const nothing = { message: null, percentage: null, waiting_num: null, candidates: null };
		expect(stageTask('Waiting', { ...nothing, on_progress: null }).details).toEqual({});
	});

	it.each([200, 404])('is a task that is not found for NO_SUCH_TASK with a %p', (status) => {
		expect(restTask({ error: 'NO_SUCH_TASK' }, status)).toMatchObject({ state: 'notFound' });
	});

	it.each<[string, TaskErrorKind, boolean]>([
		['RATE_LIMITED', 'rateLimited', true],
		['PERMISSION_DENIED', 'credential', false],
		['USER_NOT_FOUND', 'credential', false],
		['INVALID_REQUEST', 'provider', false],
	])('is an error in its own words for %s on a 200', (error, kind, transient) => {
		const thrown = errorOf(() => restTask({ error, message: 'In words' }));
		expect(thrown).toMatchObject({ kind, transient });
		expect(thrown.message).toContain(`${error} – In words`);
	});

	it.each(['OK', 'None', null, ''])('has no error where it says %j', (error) => {
		expect(stageTask('Done', { error, message: 'OK' })).toMatchObject({
			state: 'succeeded',
			message: null,
		});
	});

	it.each([
		[{ detail: 'Task not found' }, 'notFound'],
		[{ message: 'No such job' }, 'notFound'],
		[{ error: 'unknown uuid' }, 'notFound'],
	])('is a task that is not found for a 404 with %j', (body, state) => {
		expect(restTask(body, 404)).toMatchObject({ state, failure: { code: '404' } });
	});

	it.each<[string, unknown, number, TaskErrorKind]>([
		[
			'a 404 of a router',
			{ message: 'Route POST:/api/task/check_progress/x not found' },
			404,
			'provider',
		],
		['a 404 without words', {}, 404, 'provider'],
		["FastAPI's own 404", { detail: 'Not Found' }, 404, 'provider'],
		['a wrong token', { detail: 'Invalid token' }, 401, 'credential'],
		['no permission', {}, 403, 'credential'],
		['too many requests', {}, 429, 'rateLimited'],
		['a fault of the server', { detail: 'oops' }, 500, 'unavailable'],
		['a list', [], 200, 'protocol'],
		['null', null, 200, 'protocol'],
		['an object without stage', { percentage: 5 }, 200, 'protocol'],
		['a stage that is no word', { stage: {} }, 200, 'protocol'],
	])('is an error for %s', (_what, body, status, kind) => {
		expect(errorOf(() => restTask(body, status)).kind).toBe(kind);
	});

	it.each<[Parameters<typeof noJson>, TaskErrorKind]>([
		[['other'], 'protocol'],
		[['empty'], 'protocol'],
		[['other', 404], 'provider'],
		[['other', 502], 'unavailable'],
	])('is an error for a body that is no JSON: %j', (answer, kind) => {
		expect(errorOf(() => toRestTask(noJson(...answer), REST_REF, NOW)).kind).toBe(kind);
	});
});

describe('Candidates', () => {
	it('become files, with or without the prefix of a data URL', () => {
		const candidates = ['aGVsbG8=', 'data:image/png;base64,aGVsbG8=', 5];
		const hello = Buffer.from('hello');
		expect(readCandidates({ candidates })).toEqual([
			{ name: 'candidate_0', data: hello },
			{ name: 'candidate_1', data: hello },
		]);
	});

	it.each([[{}], [{ candidates: null }], [null], [[]], ['text']])('are none in %j', (body) => {
		expect(readCandidates(body)).toEqual([]);
	});

	it('are counted in the raw answer', () => {
		expect(withoutCandidates(GENERATING)).toEqual({ ...GENERATING, candidates: 1 });
		expect(withoutCandidates({ candidates: 'secret' })).toEqual({ candidates: null });
		expect(withoutCandidates('text')).toBe('text');
	});
});
