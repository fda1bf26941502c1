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
 * @param itemsFailed whether single items failed
 */
export function stateOf(status: JsonRecord, itemsFailed: boolean): TaskState {
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
			return itemsFailed && !exitedCleanly(status) ? 'failed' : 'succeeded';
		case STATE.cancelled:
			return ended ? stateOfCancelled(status) : 'running';
		default:
			return 'unknown';
	}
}

/** State 6 says how a task ended only together with the exit of its process. */
function stateOfCancelled({ exitCode, exitMessage }: JsonRecord): TaskState {
	if (exitCode === CLEAN_EXIT.exitCode && exitMessage === CLEAN_EXIT.exitMessage) {
		return 'succeeded';
	}
	if (exitCode === 0) return 'canceled';
	const message = toText(exitMessage);
	// The idle time-out has no exit code; nothing at all is no sign of a failure either.
	const noCode = exitCode === null || exitCode === undefined;
	return noCode && (message === null || message === STOPPED) ? 'canceled' : 'failed';
}

function exitedCleanly({ exitCode, exitMessage }: JsonRecord): boolean {
	const noCode = exitCode === null || exitCode === undefined;
	if (noCode || exitCode === 0) return true;
	return exitCode === CLEAN_EXIT.exitCode && exitMessage === CLEAN_EXIT.exitMessage;
}
