import { isNoError } from './noError';
import { toProgress } from './normalize';
import { isFinished, outcomeOf } from './states';
import type { TaskOutcome, TaskState } from './states';

/** The identifiers of a task as the author gave them, under the parameter names. */
export type TaskRef = Readonly<Record<string, string>>;

/** One sub-job of a task. */
export interface TaskJob {
	readonly jobId: string | null;
	readonly state: TaskState;
	readonly rawStatus: string | null;
}

/**
 * Why a task failed, was canceled or is not found; `message` is a provider's reason or says that none
 * was given. Not called `error`: n8n takes an item with that key for an error item and repeats the
 * node ("Retry On Fail").
 */
export interface TaskFailure {
	readonly code: string | null;
	readonly message: string;
}

/** What went wrong in a success: failed items of a pipeline or a batch, a result that is gone. */
export interface TaskWarning {
	readonly code: string | null;
	readonly message: string;
	/** How many parts failed; null where nobody counted. */
	readonly count: number | null;
}

/** One task, normalised: the same object from every provider, operation and from the trigger. */
export interface Task {
	readonly provider: string;
	readonly taskId: string;
	readonly ref: TaskRef;
	readonly state: TaskState;
	readonly outcome: TaskOutcome;
	readonly finished: boolean;
	readonly succeeded: boolean | null;
	/** Percent, 0–100. */
	readonly progress: number | null;
	readonly message: string | null;
	readonly failure: TaskFailure | null;
	readonly warning: TaskWarning | null;
	readonly rawStatus: string | null;
	/** ISO 8601. */
	readonly startedAt: string | null;
	/** ISO 8601. */
	readonly finishedAt: string | null;
	readonly jobs: readonly TaskJob[];
	readonly result: unknown;
	readonly details: Readonly<Record<string, unknown>>;
	/** ISO 8601. */
	readonly checkedAt: string;
}

/** Which task was looked at, and when. */
export interface TaskIdentity {
	readonly provider: string;
	readonly taskId: string;
	readonly ref: TaskRef;
	readonly checkedAt: Date;
}

/** What a mapper knows of a task; everything it leaves out gets the empty value. */
export interface TaskFacts {
	readonly state: TaskState;
	readonly progress?: unknown;
	readonly message?: string | null;
	/** Kept only for a task that ended without success; a default says so where it is left out. */
	readonly failure?: TaskFailure | null;
	/** Kept only for a success. */
	readonly warning?: TaskWarning | null;
	readonly rawStatus?: string | null;
	readonly startedAt?: string | null;
	readonly finishedAt?: string | null;
	readonly jobs?: readonly TaskJob[];
	readonly result?: unknown;
	readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Builds the normalised task: derives outcome, `finished` and `succeeded` from the state, clamps
 * the progress, keeps a result only for a success and a failure only for a task without one. A text
 * that means "no error" is never a reason.
 */
export function createTask(identity: TaskIdentity, facts: TaskFacts): Task {
	const { state } = facts;
	const finished = isFinished(state);
	const outcome = outcomeOf(state);
	return {
		provider: identity.provider,
		taskId: identity.taskId,
		ref: identity.ref,
		state,
		outcome,
		finished,
		succeeded: finished ? state === 'succeeded' : null,
		progress: toProgress(facts.progress),
		message: facts.message ?? null,
		failure:
			outcome === 'failed' ? (withReason(facts.failure) ?? noReason(state, facts.message)) : null,
		warning: state === 'succeeded' ? withReason(facts.warning) : null,
		rawStatus: facts.rawStatus ?? null,
		startedAt: facts.startedAt ?? null,
		finishedAt: facts.finishedAt ?? null,
		jobs: facts.jobs ?? [],
		result: state === 'succeeded' ? (facts.result ?? null) : null,
		details: facts.details ?? {},
		checkedAt: identity.checkedAt.toISOString(),
	};
}

const NO_REASON: Readonly<Partial<Record<TaskState, string>>> = {
	failed: 'The provider gave no reason',
	canceled: 'The task was canceled at the provider',
	notFound: 'The provider does not know this task',
};

function noReason(state: TaskState, message: string | null | undefined): TaskFailure {
	const reason = isNoError(message) ? null : message;
	return { code: null, message: reason ?? NO_REASON[state] ?? '' };
}

/** A failure or warning whose message is a reason; null for one that says "None", "OK" or nothing. */
function withReason<Reason extends TaskFailure>(reason: Reason | null | undefined): Reason | null {
	if (reason === null || reason === undefined || isNoError(reason.message)) return null;
	return isNoError(reason.code) ? { ...reason, code: null } : reason;
}

/**
 * A success with a warning as a failed task, where the author wants that; every other task unchanged.
 */
export function failOnWarning(task: Task): Task {
	if (task.warning === null) return task;
	const { code, message } = task.warning;
	return {
		...task,
		state: 'failed',
		outcome: outcomeOf('failed'),
		succeeded: false,
		failure: { code, message },
		result: null,
	};
}
