import { type CloudCoinPlan, type Command, defaultResult, type Stage } from './plan';

const TEN_MINUTES = 10 * 60 * 1000;
const SERVERS = 25;
/** The literal of the product, misspelling included (fact sheet, "task failed"). */
const FAILED_MESSAGE = 'Error Occured';

const classicWords: Record<Stage, string> = {
	running: 'running',
	completed: 'completed',
	error: 'error',
};
const laterWords: Record<Stage, string> = {
	running: 'pending',
	completed: 'success',
	error: 'failed',
};

/** One started task; it lives in memory only, as in the product. */
export interface CloudCoinTask {
	id: string;
	command: Command;
	plan: CloudCoinPlan;
	startedAt: number;
	/** Whether a half-written answer is still to come. */
	halfWritten: boolean;
}

interface Look {
	stage: Stage;
	progress: number;
	message: string;
	data: unknown;
	finishedAt: number;
}

function running(task: CloudCoinTask, elapsed: number, runningMs: number): Look {
	const { plan } = task;
	const share = plan.plan === 'never' ? elapsed / (elapsed + runningMs) : elapsed / runningMs;
	const percent = plan.plan === 'stall' ? Math.min(40, share * 100) : share * 100;
	const factor = plan.overshoot ? 1.5 : 1;
	// Mostly whole; a fraction where the work is counted in servers or coins (vendor page: 28.57).
	const digits = plan.fraction ? 100 : 1;
	const progress = Math.round(percent * factor * digits) / digits;
	const digit = String(Math.min(9, Math.floor(percent / 10)));
	const data = plan.digits ? digit.repeat(SERVERS) : null;
	return { stage: 'running', progress, message: 'Processing...', data, finishedAt: 0 };
}

function failed(task: CloudCoinTask, reason: CloudCoinPlan['failure'], finishedAt: number): Look {
	const { code, message, details = null } = reason ?? { code: 5004, message: 'Not enough coins' };
	const inMessage = task.plan.failureReasonIn === 'message';
	const look: Look = {
		stage: 'error',
		progress: 100,
		message: inMessage ? message : FAILED_MESSAGE,
		data: inMessage ? null : { code, message, details },
		finishedAt,
	};
	// The data of the time before it stands there still: the counters of the servers.
	return torn(task, look, '0'.repeat(SERVERS));
}

function completed(task: CloudCoinTask, finishedAt: number): Look {
	const { plan, command } = task;
	const data = 'result' in plan ? plan.result : defaultResult(command);
	const look: Look = {
		stage: 'completed',
		progress: 100,
		message: 'Command Completed',
		data,
		finishedAt,
	};
	return torn(task, look, null);
}

/** The first look at an end that is still being written; both ends are written field by field (S). */
function torn(task: CloudCoinTask, look: Look, data: unknown): Look {
	if (!task.halfWritten) return look;
	task.halfWritten = false;
	const missing = task.plan.halfWritten === 'progress' ? { progress: 67 } : { finishedAt: 0 };
	return { ...look, data, ...missing };
}

function lookAt(task: CloudCoinTask, now: number): Look {
	const { plan: course = 'succeed', runningMs = 3000, failure } = task.plan;
	const elapsed = now - task.startedAt;
	if (course === 'stall' && elapsed >= runningMs + TEN_MINUTES) {
		const reason = { code: 4106, message: 'Task timed out' };
		return failed(task, reason, task.startedAt + runningMs + TEN_MINUTES);
	}
	const goesOn = course === 'never' || course === 'stall' || elapsed < runningMs;
	if (goesOn) return running(task, elapsed, runningMs);
	const finishedAt = task.startedAt + runningMs;
	return course === 'fail' ? failed(task, failure, finishedAt) : completed(task, finishedAt);
}

/** The task object as `GET /tasks/{id}` gives it (vendor page, "Payload Object Properties"). */
export function taskObject(task: CloudCoinTask, now: number): object {
	const { stage, progress, message, data, finishedAt } = lookAt(task, now);
	const { words, timestamps = true } = task.plan;
	const status = (words === 'later' ? laterWords : { ...classicWords, ...words })[stage];
	const seconds = (ms: number) => Math.floor(ms / 1000);
	return {
		id: task.id,
		status,
		progress,
		message,
		data,
		...(timestamps && { started: seconds(task.startedAt), finished: seconds(finishedAt) }),
	};
}

/** With or without the envelope; its status is the call's, not the task's. */
export function taskBody(task: CloudCoinTask, now: number): object {
	const payload = taskObject(task, now);
	return task.plan.envelope === false ? payload : { status: 'success', payload };
}

/** An error of the call itself (fact sheet, rows "unknown id" to "unknown URL"). */
export function errorBody(code: number, message: string): object {
	return { payload: { code, message, details: null }, status: 'error' };
}
