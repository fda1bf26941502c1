import { fromUnixSeconds, shareDone, toText, toWord } from '../../task/normalize';
import { isFinished } from '../../task/states';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskFailure, TaskRef, TaskWarning } from '../../task/task';
import type { JsonRecord } from '../../task/json';
import { shapeError } from '../shared/httpAnswer';
import { detailsOf } from './details';
import type { Finding } from './finding';
import {
	describeFirst,
	describeItemErrors,
	hasItemErrors,
	readItemErrors,
	toCount,
} from './itemErrors';
import type { ItemErrors } from './itemErrors';
import { stateOf } from './stateOf';

/** What a task is called. */
export interface TaskContext {
	readonly taskId: string;
	readonly ref: TaskRef;
	readonly checkedAt: Date;
}

const FORGOTTEN =
	'RocketRide forgets a task about 5 minutes after its end, and every task when its engine restarts; or the pipeline was never started.';

/**
 * The task in what a server said about it. A run is told from another of the same token by its start.
 * @throws {TaskRequestError} kind `protocol` for a status without `state`
 */
export function toTask(finding: Finding, context: TaskContext): Task {
	const { taskId, ref, checkedAt } = context;
	const identity = { provider: 'rocketRide', taskId, ref, checkedAt };
	if (finding.kind === 'notRunning') {
		const { code, message } = finding;
		return createTask(identity, {
			state: 'notFound',
			message,
			rawStatus: code,
			failure: { code, message: `${message}. ${FORGOTTEN}` },
		});
	}
	const { status, host } = finding;
	const rawStatus = toWord(status.state);
	if (rawStatus === null) {
		throw shapeError({ host, bodyKind: 'json' }, 'a task status with "state"', status.state);
	}
	const found = readItemErrors(status);
	const state = stateOf(status, hasItemErrors(found));
	return createTask(identity, {
		state,
		rawStatus,
		progress: shareDone(toCount(status.completedCount) + found.failedCount, found.totalCount),
		message: messageOf(status, state),
		failure: state === 'failed' ? failureOf(status, found) : null,
		warning: warningOf(found),
		startedAt: fromUnixSeconds(status.startTime),
		finishedAt: isFinished(state) ? fromUnixSeconds(status.endTime) : null,
		details: detailsOf(status),
	});
}

/** Why a task ended has been said by its process; before that, the server says what it does. */
function messageOf(status: JsonRecord, state: TaskState): string | null {
	const text = toText(status.status);
	return state === 'failed' ? (toText(status.exitMessage) ?? text) : text;
}

function warningOf(found: ItemErrors): TaskWarning | null {
	if (!hasItemErrors(found)) return null;
	const count = found.failedCount > 0 ? found.failedCount : found.texts.length;
	return { code: null, message: describeItemErrors(found), count };
}

function failureOf(status: JsonRecord, found: ItemErrors): TaskFailure {
	const reason = toText(status.exitMessage);
	return {
		code: toWord(status.exitCode),
		message:
			reason === null && hasItemErrors(found)
				? describeItemErrors(found)
				: `${reason ?? 'RocketRide gave no reason'}${describeFirst(found)}`,
	};
}
