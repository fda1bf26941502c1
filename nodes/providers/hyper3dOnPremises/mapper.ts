import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { MAX_MESSAGE_LENGTH } from '../../task/limits';
import { isNoError } from '../../task/noError';
import { toWord } from '../../task/normalize';
import { stateOfWord } from '../../task/states';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskIdentity, TaskRef } from '../../task/task';
import { shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { noSuchTask, requireNoError, toMessage } from '../shared/hyper3dAnswer';
import { countCandidates, withoutCandidates } from './candidates';
import { taskIdOf } from './fields';
import { MAX_ON_PROGRESS } from './limits';

/**
 * Vendor page "Receiving a Response": `jobStatus` is the authority. `Canceled` is a stage of REST and
 * undocumented here.
 */
const JOB_STATES: ReadonlyMap<string, TaskState> = new Map([
	['running', 'running'],
	['succeeded', 'succeeded'],
	['failed', 'failed'],
	['canceled', 'canceled'],
	['cancelled', 'canceled'],
]);

/** Vendor page, the Go sample's `TaskStatus`; the five last are of older servers (their web client). */
const STAGES: ReadonlyMap<string, TaskState> = new Map([
	['created', 'queued'],
	['waiting', 'queued'],
	['generating', 'running'],
	['needselection', 'actionRequired'],
	['done', 'succeeded'],
	['failed', 'failed'],
	['canceled', 'canceled'],
	['cancelled', 'canceled'],
	['modelstage', 'running'],
	['appearancestage', 'running'],
	['detailstage', 'running'],
	['upscalestage', 'running'],
	['exportstage', 'running'],
]);

const ADVICE = 'Check the Task UUID, and that the API Token in the credential may see this task.';

const NO_REASON = 'Hyper3D gave no reason; the log of its server may.';

/**
 * The task in a `message` of the status channel. The result is the status payload.
 * @param host the server's name for messages
 * @throws {TaskRequestError} kind `protocol` for a message without `jobStatus`
 */
export function toSocketTask(
	message: JsonRecord,
	ref: TaskRef,
	checkedAt: Date,
	host: string,
): Task {
	const rawStatus = toWord(message.jobStatus);
	if (rawStatus === null) {
		throw new TaskRequestError('protocol', `${host} sent a status without "jobStatus"`, {
			description:
				'This is not the documented message. Check the version of the server, or use the REST channel.',
		});
	}
	const payload = isRecord(message.jobMetricPayload) ? message.jobMetricPayload : {};
	const state = stateOfWord(JOB_STATES, rawStatus);
	const text = toMessage(payload.message);
	const stage = toWord(payload.status);
	return createTask(identity(ref, checkedAt), {
		state,
		rawStatus,
		message: text,
		progress: payload.percentage,
		failure: state === 'failed' ? failure(reasonIn(payload.error) ?? text) : null,
		result: isRecord(message.jobMetricPayload) ? payload : message,
		details: stage === null ? {} : { stage },
	});
}

/**
 * The task in an answer of `POST /api/task/check_progress/{uuid}`. The result is the body.
 * @throws {TaskRequestError} for an error status and a body of another shape
 */
export function toRestTask(answer: HttpAnswer, ref: TaskRef, checkedAt: Date): Task {
	const unknown = noSuchTask(answer) ?? wordsOfUnknownTask(answer);
	if (unknown !== null) return unknownTask(answer, unknown, ref, checkedAt);
	const body = requireNoError(answer, 'an object with "stage"', ADVICE);
	const rawStatus = toWord(body.stage);
	if (rawStatus === null) throw shapeError(answer, 'an object with "stage"', body.stage);
	const state = stateOfWord(STAGES, rawStatus);
	const message = toMessage(body.message);
	return createTask(identity(ref, checkedAt), {
		state,
		rawStatus,
		message,
		progress: body.percentage,
		failure: state === 'failed' ? failure(message) : null,
		result: withoutCandidates(body),
		details: restDetails(body),
	});
}

function identity(ref: TaskRef, checkedAt: Date): TaskIdentity {
	return { provider: 'hyper3dOnPremises', taskId: taskIdOf(ref), ref, checkedAt };
}

function restDetails(body: JsonRecord): JsonRecord {
	const candidates = countCandidates(body);
	return {
		...(typeof body.waiting_num === 'number' ? { queuePosition: body.waiting_num } : {}),
		...(Array.isArray(body.on_progress) ? { onProgress: namesIn(body.on_progress) } : {}),
		...(candidates === null ? {} : { candidateCount: candidates }),
	};
}

/** What is at work, in words; entries that are no text are left out, and what nobody would read. */
function namesIn(entries: readonly unknown[]): readonly string[] {
	return entries.slice(0, MAX_ON_PROGRESS).flatMap((entry) => {
		const name = toWord(entry);
		return name === null ? [] : [name.slice(0, MAX_MESSAGE_LENGTH)];
	});
}

function failure(reason: string | null): Task['failure'] {
	return { code: null, message: reason ?? NO_REASON };
}

/** The reason in the payload's `error`, where the text "None" says that there is none. */
function reasonIn(error: unknown): string | null {
	if (isNoError(error)) return null;
	return isRecord(error) ? toMessage(error.message) : toWord(error);
}

/**
 * What a server answers about an unknown task is not public. Beside the known word only a 404 whose
 * own words name a task counts: one about a path (they contain a slash) or without words may come
 * from any other server.
 */
function wordsOfUnknownTask({ status, body }: HttpAnswer): string | null {
	if (status !== 404 || !isRecord(body)) return null;
	const words = toMessage(body.detail) ?? toMessage(body.message) ?? toMessage(body.error);
	const namesTask = words !== null && !words.includes('/') && /\b(task|job|uuid)\b/i.test(words);
	return namesTask ? words : null;
}

function unknownTask({ status }: HttpAnswer, message: string, ref: TaskRef, checkedAt: Date): Task {
	return createTask(identity(ref, checkedAt), {
		state: 'notFound',
		message,
		failure: { code: status === 404 ? '404' : 'NO_SUCH_TASK', message },
	});
}
