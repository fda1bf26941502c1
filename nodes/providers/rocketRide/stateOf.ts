import type { JsonRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import type { TaskState } from '../../task/states';

/** The server's state numbers (vendor page "Get Task Status"). */
const STATE = {
	none: 0,
	starting: 1,
	initializing: 2,
	running: 3,
	stopping: 4,
	completed: 5,
	cancelled: 6,
} as const;

/** A clean exit in the words of servers up to 3.2.1, which report it as state 6 with exit code 1. */
const CLEAN_EXIT = { exitCode: 1, exitMessage: 'COMPLETED' } as const;

const STOPPED = 'Stopped';

/**
 * The state of a task (measured on the open server, 3.2). Final only with `completed: true` and 5 or
 * 6: state 4 is completed for a moment during the end, and 6 is not during a restart.
 */
export function stateOf(status: JsonRecord): TaskState {
	const ended = status.completed === true;
	switch (status.state) {
		case STATE.none:
		case STATE.starting:
		case STATE.initializing:
			return 'queued';
		case STATE.running:
		case STATE.stopping:
			return 'running';
		case STATE.completed:
			if (!ended) return 'running';
			return hasNoCode(status) || isCleanExit(status) ? 'succeeded' : 'failed';
		case STATE.cancelled:
			return ended ? stateOfCancelled(status) : 'running';
		default:
			return 'unknown';
	}
}

/**
 * Whether an ended task's state depends on its exit message, which rows of the server's list lack:
 * state 6 with anything but exit code 0.
 */
export function needsExitMessage({ state, completed, exitCode }: JsonRecord): boolean {
	return completed === true && state === STATE.cancelled && exitCode !== 0;
}

/**
 * Why an end is in doubt; null for one that is certain.
 * @param hasErrors whether the status names any error
 */
export function doubtAbout(status: JsonRecord, hasErrors: boolean): string | null {
	if (!needsExitMessage(status)) return null;
	if (hasNoCode(status) && stateOfCancelled(status) === 'canceled') {
		return 'In doubt: after a restart RocketRide loses the exit code, however the pipeline ended. It may have been stopped, have failed or have come to a good end';
	}
	const isBare = toText(status.exitMessage) === null && !hasErrors;
	return isBare && status.exitCode === CLEAN_EXIT.exitCode
		? 'In doubt: RocketRide gave no reason, and some versions report exit code 1 for a good end as well'
		: null;
}

/** State 6 says how a task ended only together with the exit of its process. */
function stateOfCancelled(status: JsonRecord): TaskState {
	if (status.exitCode === 0) return 'canceled';
	if (isCleanExit(status)) return 'succeeded';
	const message = toText(status.exitMessage);
	// A stop after a restart leaves the code of the process, e.g. -15.
	if (message === STOPPED) return 'canceled';
	return hasNoCode(status) && message === null ? 'canceled' : 'failed';
}

function hasNoCode({ exitCode }: JsonRecord): boolean {
	return exitCode === null || exitCode === undefined;
}

function isCleanExit({ exitCode, exitMessage }: JsonRecord): boolean {
	if (exitCode === 0) return true;
	return exitCode === CLEAN_EXIT.exitCode && exitMessage === CLEAN_EXIT.exitMessage;
}
