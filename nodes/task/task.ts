import { toIso, toProgress } from './normalize';
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

/** Why a task failed; `message` is a provider's reason or says that none was given. */
export interface TaskError {
	readonly code: string | null;
	readonly message: string;
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
	readonly error: TaskError | null;
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
	readonly error?: TaskError | null;
	readonly rawStatus?: string | null;
	readonly startedAt?: string | null;
	readonly finishedAt?: string | null;
	readonly jobs?: readonly TaskJob[];
	readonly result?: unknown;
	readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Builds the normalised task: derives outcome, `finished` and `succeeded` from the state, clamps
 * the progress and keeps a result only for a success. Identity and facts are two arguments, since
 * spreading one into the other takes ten times as long as all the rest of this (measured, Node 20).
 */
export function createTask(identity: TaskIdentity, facts: TaskFacts): Task {
	const { state } = facts;
	const finished = isFinished(state);
	return {
		provider: identity.provider,
		taskId: identity.taskId,
		ref: identity.ref,
		state,
		outcome: outcomeOf(state),
		finished,
		succeeded: finished ? state === 'succeeded' : null,
		progress: toProgress(facts.progress),
		message: facts.message ?? null,
		error: facts.error ?? null,
		rawStatus: facts.rawStatus ?? null,
		startedAt: facts.startedAt ?? null,
		finishedAt: facts.finishedAt ?? null,
		jobs: facts.jobs ?? [],
		result: state === 'succeeded' ? (facts.result ?? null) : null,
		details: facts.details ?? {},
		checkedAt: toIso(identity.checkedAt),
	};
}
