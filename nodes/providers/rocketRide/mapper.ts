import type { JsonRecord } from '../../task/json';
import { fromUnixSeconds, shareDone, toText, toWord } from '../../task/normalize';
import { isFinished } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskFailure, TaskRef, TaskWarning } from '../../task/task';
import { shapeError } from '../shared/httpAnswer';
import { detailsOf } from './details';
import { nameOf } from './fields';
import {
	describeFirst,
	describeItemErrors,
	hasItemErrors,
	readItemErrors,
	toCount,
} from './itemErrors';
import type { ItemErrors } from './itemErrors';
import type { Refusal } from './refusal';
import { doubtAbout, stateOf } from './stateOf';

/** What a server said about a task, whichever way it was asked. */
export type Finding =
	| {
			/** TASK_STATUS (vendor page "Get Task Status"), unchecked. */
			readonly status: JsonRecord;
			/** The host asked, for messages. */
			readonly host: string;
	  }
	/** It does not know the task. */
	| { readonly refusal: Refusal };

const NOT_RUNNING = 'Your pipeline is not running';
const FORGOTTEN =
	'RocketRide forgets a task about 5 minutes after its end, and every task when its engine restarts; or the pipeline was never started.';

/**
 * The task in what a server said about it. One end is told from another of the same token by its
 * time: a restart keeps the start.
 * @throws {TaskRequestError} kind `protocol` for a status without `state`
 */
export function toTask(finding: Finding, ref: TaskRef, checkedAt: Date): Task {
	const identity = { provider: 'rocketRide', taskId: nameOf(ref), ref, checkedAt };
	if ('refusal' in finding) {
		const { code, words } = finding.refusal;
		const message = words ?? NOT_RUNNING;
		const failure = { code, message: `${message}. ${FORGOTTEN}` };
		return createTask(identity, { state: 'notFound', message, rawStatus: code, failure });
	}
	const { status, host } = finding;
	const rawStatus = toWord(status.state);
	if (rawStatus === null) {
		throw shapeError({ host, bodyKind: 'json' }, 'a task status with "state"', status.state);
	}
	const found = readItemErrors(status);
	const state = stateOf(status);
	const text = toText(status.status);
	return createTask(identity, {
		state,
		rawStatus,
		progress: shareDone(toCount(status.completedCount) + found.failedCount, found.totalCount),
		// Why a task failed has been said by its process; before that, the server says what it does.
		message: state === 'failed' ? (toText(status.exitMessage) ?? text) : text,
		failure: failureOf(status, found),
		warning: warningOf(found),
		startedAt: fromUnixSeconds(status.startTime),
		finishedAt: isFinished(state) ? fromUnixSeconds(status.endTime) : null,
		details: detailsOf(status),
	});
}

function warningOf(found: ItemErrors): TaskWarning | null {
	if (!hasItemErrors(found)) return null;
	const count = found.failedCount > 0 ? found.failedCount : found.texts.length;
	return { code: null, message: describeItemErrors(found), count };
}

/** Null for a task that was simply stopped. */
function failureOf(status: JsonRecord, found: ItemErrors): TaskFailure | null {
	const code = toWord(status.exitCode);
	const doubt = doubtAbout(status, hasItemErrors(found));
	if (doubt !== null) return { code, message: doubt };
	if (stateOf(status) !== 'failed') return null;
	const reason = toText(status.exitMessage);
	if (reason === null && hasItemErrors(found)) return { code, message: describeItemErrors(found) };
	return { code, message: `${reason ?? 'RocketRide gave no reason'}${describeFirst(found)}` };
}
