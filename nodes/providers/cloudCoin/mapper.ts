import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { fromUnixSeconds, toProgress, toText, toWord } from '../../task/normalize';
import { isFinished, stateOfWord } from '../../task/states';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskFailure, TaskRef } from '../../task/task';
import { httpStatusError, isSuccess, providerWords, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { nameOf } from './fields';

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
const FORGOTTEN = 'CloudCoin Desktop keeps tasks in memory only and forgets them at a restart.';
const UNKNOWN_TASK = /does not exist/i;
/** What does not exist is then the address, not the task. */
const UNKNOWN_ADDRESS = /\b(endpoint|url|service)\b/i;

/**
 * The task in an answer of `GET /api/v1/tasks/{id}`.
 * @throws {TaskRequestError} for an error status, the API's own error, and a body of another shape
 */
export function toTask(answer: HttpAnswer, ref: TaskRef, checkedAt: Date): Task {
	const identity = { provider: 'cloudCoin', taskId: nameOf(ref), ref, checkedAt };
	const { body } = answer;
	if (isRecord(body) && saysUnknownTask(body)) {
		const message = toText(body.payload.message);
		const code = toWord(body.payload.code);
		const failure = { code, message: `${message ?? 'Task does not exist'}. ${FORGOTTEN}` };
		return createTask(identity, { state: 'notFound', message, rawStatus: code, failure });
	}
	const { payload, words } = readPayload(answer);
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
		failure: state === 'failed' ? failureOf(payload, message) : null,
		startedAt: fromUnixSeconds(payload.started),
		finishedAt: fromUnixSeconds(payload.finished),
		// While running, `data` holds counters of the server.
		result: payload.data,
	});
}

/**
 * Whether an ended task may have been read while it was being written: its progress is below 100, or
 * its end is not set. Both ends are written field by field (source of the open ancestor), so such an
 * answer is worth a second look.
 */
export function isHalfWritten({ body }: HttpAnswer): boolean {
	if (!isRecord(body)) return false;
	const payload = isRecord(body.payload) ? body.payload : body;
	const word = toWord(payload.status);
	if (word === null || !isFinished(stateOfWord(PAYLOAD_STATES, word))) return false;
	const progress = toProgress(payload.progress);
	return (progress !== null && progress < COMPLETE_PERCENT) || payload.finished === 0;
}

/**
 * Whether CloudCoin itself says that it does not know the task, in its envelope and whatever the HTTP
 * status. Anybody else's "not found" is no such word: these tasks move money, and a workflow may
 * start one again that is not found. Error numbers shift between versions: the text decides.
 */
export function saysUnknownTask(
	body: JsonRecord,
): body is JsonRecord & { readonly payload: JsonRecord } {
	if (!saysError(body) || !isRecord(body.payload)) return false;
	const words = toText(body.payload.message) ?? '';
	return UNKNOWN_TASK.test(words) && !UNKNOWN_ADDRESS.test(words);
}

interface Payload {
	readonly payload: JsonRecord;
	readonly words: ReadonlyMap<string, TaskState>;
}

/**
 * Tells the task from the envelope's own error. The outer `status` is the call's, not the task's;
 * some revisions omit the envelope.
 */
function readPayload(answer: HttpAnswer): Payload {
	const { body } = answer;
	if (!isRecord(body)) {
		if (!isSuccess(answer)) throw httpStatusError(answer);
		throw shapeError(answer, 'an object with "status" and "payload"', body);
	}
	const enveloped = isRecord(body.payload);
	const payload = isRecord(body.payload) ? body.payload : body;
	if (!isSuccess(answer) && !enveloped && !isBareTask(body)) {
		// JSON of a proxy or of another server: as little CloudCoin's own as a web page.
		throw httpStatusError({ ...answer, bodyKind: 'other' }, providerWords(body.message));
	}
	const isError = enveloped
		? saysError(body)
		: !isBareTask(body) && (saysError(body) || 'code' in body);
	if (isError) throw apiError(answer, payload);
	if (!isSuccess(answer)) throw httpStatusError(answer, providerWords(payload.message));
	if (!enveloped && !isBareTask(body)) {
		throw shapeError(answer, 'a task in "payload"', 'payload' in body ? body.payload : body);
	}
	return { payload, words: enveloped ? PAYLOAD_STATES : STATES };
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

/** The real reason is in `data.message`; `message` is the literal "Error Occured" (S). */
function failureOf(payload: JsonRecord, message: string | null): TaskFailure {
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
