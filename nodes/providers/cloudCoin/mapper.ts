import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { fromUnixSeconds, toProgress, toText, toWord } from '../../task/normalize';
import { stateOfWord } from '../../task/states';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskFailure, TaskRef } from '../../task/task';
import { httpStatusError, isSuccess, providerWords, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';

/** Vendor page; the words of the task itself. */
const STATES: ReadonlyMap<string, TaskState> = new Map([
	['running', 'running'],
	['completed', 'succeeded'],
	['error', 'failed'],
]);

/** Words of later generations of the product, found in the payload only. */
const PAYLOAD_STATES: ReadonlyMap<string, TaskState> = new Map([
	...STATES,
	['pending', 'queued'],
	['success', 'succeeded'],
	['failed', 'failed'],
]);

const COMPLETE_PERCENT = 100;

/**
 * The task in an answer of `GET /api/v1/tasks/{id}`.
 * @throws {TaskRequestError} for an error status, the API's own error, and a body of another shape
 */
export function toTask(answer: HttpAnswer, ref: TaskRef, checkedAt: Date): Task {
	const found = readPayload(answer);
	const identity = { provider: 'cloudCoin', taskId: ref.taskId ?? '', ref, checkedAt };
	if (found.kind === 'notFound') {
		return createTask(identity, {
			state: 'notFound',
			message: found.message,
			rawStatus: found.code,
			failure: {
				code: found.code,
				message: `${found.message ?? 'Task does not exist'}. CloudCoin Desktop keeps tasks in memory only and forgets them at a restart.`,
			},
		});
	}
	const { payload, words } = found;
	const rawStatus = toWord(payload.status);
	if (rawStatus === null) {
		throw shapeError(answer, 'a task with a "status"', payload.status);
	}
	const state = stateOfWord(words, rawStatus);
	const message = toText(payload.message);
	return createTask(identity, {
		state,
		rawStatus,
		message,
		progress: payload.progress,
		failure: state === 'failed' ? failure(payload, message) : null,
		startedAt: fromUnixSeconds(payload.started),
		finishedAt: fromUnixSeconds(payload.finished),
		// While running, `data` holds counters of the server.
		result: payload.data,
	});
}

/**
 * Whether a completed task may have been read while it was being written: its progress is below
 * 100, or its end is not set. Such an answer is worth a second look (source of the open ancestor).
 */
export function isHalfWritten(answer: HttpAnswer): boolean {
	if (!isRecord(answer.body)) return false;
	const payload = isRecord(answer.body.payload) ? answer.body.payload : answer.body;
	const word = toWord(payload.status);
	if (word === null || stateOfWord(PAYLOAD_STATES, word) !== 'succeeded') return false;
	const progress = toProgress(payload.progress);
	return (progress !== null && progress < COMPLETE_PERCENT) || payload.finished === 0;
}

type Payload =
	| {
			readonly kind: 'task';
			readonly payload: JsonRecord;
			readonly words: ReadonlyMap<string, TaskState>;
	  }
	| { readonly kind: 'notFound'; readonly message: string | null; readonly code: string | null };

/**
 * Tells the task from the envelope's own error. The outer `status` is the call's, not the task's,
 * and an unknown task comes as HTTP 200 with an outer error; some revisions omit the envelope.
 */
function readPayload(answer: HttpAnswer): Payload {
	const { body } = answer;
	const expected = 'an object with "status" and "payload"';
	if (!isRecord(body)) {
		// A 404 page of some other server is not CloudCoin's word that a task does not exist.
		if (answer.status === 404 && answer.bodyKind === 'empty') return unknownTask({});
		if (!isSuccess(answer)) throw httpStatusError(answer);
		throw shapeError(answer, expected, body);
	}
	const enveloped = isRecord(body.payload);
	const payload = isRecord(body.payload) ? body.payload : body;
	const isError = enveloped
		? saysError(body)
		: !isBareTask(body) && (saysError(body) || 'code' in body);
	if (answer.status === 404 || (isError && saysUnknownTask(payload))) return unknownTask(payload);
	if (isError) throw apiError(answer, payload);
	if (!isSuccess(answer)) throw httpStatusError(answer, providerWords(payload.message));
	if (!enveloped && !isBareTask(body)) {
		throw shapeError(answer, 'a task in "payload"', 'payload' in body ? body.payload : body);
	}
	return { kind: 'task', payload, words: enveloped ? PAYLOAD_STATES : STATES };
}

/**
 * Whether an object without an envelope is a task. Without this an envelope with an empty payload
 * would be one, and its status, which is the call's, would be taken for the task's.
 */
function isBareTask(body: JsonRecord): boolean {
	return 'progress' in body || ('id' in body && !('code' in body));
}

/** Whether the outer status says that the call failed. */
function saysError({ status }: JsonRecord): boolean {
	return toText(status)?.toLowerCase() === 'error';
}

/** Error numbers shift between versions (4105 here): the text decides. */
function saysUnknownTask(payload: JsonRecord): boolean {
	return toText(payload.message)?.toLowerCase().includes('does not exist') ?? false;
}

function unknownTask(payload: JsonRecord): Payload {
	return { kind: 'notFound', message: toText(payload.message), code: toWord(payload.code) };
}

/** The real reason is in `data.message`; `message` is the literal "Error Occured" (S). */
function failure(payload: JsonRecord, message: string | null): TaskFailure {
	const data = isRecord(payload.data) ? payload.data : {};
	return {
		code: toWord(data.code),
		message: toText(data.message) ?? message ?? 'CloudCoin Desktop gave no reason.',
	};
}

function apiError(answer: HttpAnswer, payload: JsonRecord): TaskRequestError {
	const words = [providerWords(payload.message), toWord(payload.code)]
		.filter((text) => text !== null)
		.join(', code ');
	if (!isSuccess(answer)) return httpStatusError(answer, words || null);
	return new TaskRequestError(
		'provider',
		`${answer.host} answered with an error: ${words || 'no reason'}`,
		{
			description:
				'Check the Task ID, and that the base URL in the credential is the address of CloudCoin Desktop without a path.',
			httpStatus: answer.status,
		},
	);
}
