import type { PlannedEnd, TaskPlan } from './plan';

/** The server's state numbers (seeds/003, "Task States"). */
export const TASK_STATE = {
	none: 0,
	starting: 1,
	initializing: 2,
	running: 3,
	stopping: 4,
	completed: 5,
	cancelled: 6,
} as const;

/** One run of a task. */
export interface Run {
	readonly plan: TaskPlan;
	/** A time still to come means that the task is being restarted. */
	readonly beginsAt: number;
	readonly terminatedAt?: number;
	/** After a restart the server may lose the exit, however the run ends (measured: 9 of 32). */
	readonly losesExit?: boolean;
}

/** Where a run stands. */
export interface Moment {
	readonly state: number;
	readonly completed: boolean;
	/** The share of the items that have been looked at, 0 to 1. */
	readonly share: number;
}

const WAITING_STATES = [TASK_STATE.none, TASK_STATE.starting, TASK_STATE.initializing];

/** The end a run really comes to. */
export function endOf(run: Run): PlannedEnd {
	return run.terminatedAt === undefined ? run.plan.end : 'stopped';
}

/** When the run leaves state 3; never, for a service nobody stops. */
function stopsAt({ plan, beginsAt, terminatedAt }: Run): number {
	if (terminatedAt !== undefined) return terminatedAt;
	return plan.end === 'serve' ? Infinity : beginsAt + plan.queuedMs + plan.runningMs;
}

/** When the run is over. */
export function endsAt(run: Run): number {
	return stopsAt(run) + run.plan.stoppingMs;
}

/** Where the run stands at this time; the transitions are those of the sheet. */
export function momentOf(run: Run, now: number): Moment {
	const { plan, beginsAt } = run;
	const elapsed = now - beginsAt;
	if (elapsed < 0) return { state: TASK_STATE.cancelled, completed: false, share: 0 };
	const stop = stopsAt(run);
	const ranMs = Math.max(0, Math.min(now, stop) - beginsAt - plan.queuedMs);
	const share = plan.runningMs > 0 ? Math.min(1, ranMs / plan.runningMs) : 1;
	if (now >= endsAt(run)) {
		const end = endOf(run);
		const clean = end === 'complete' || end === 'itemErrors';
		const state = clean && run.losesExit !== true ? TASK_STATE.completed : TASK_STATE.cancelled;
		return { state, completed: true, share };
	}
	if (now >= stop) {
		const completed = now - stop >= plan.stoppingMs / 2;
		return { state: TASK_STATE.stopping, completed, share };
	}
	if (elapsed < plan.queuedMs) {
		const third = Math.floor((elapsed / plan.queuedMs) * WAITING_STATES.length);
		return { state: WAITING_STATES[third] ?? TASK_STATE.none, completed: false, share: 0 };
	}
	return { state: TASK_STATE.running, completed: false, share };
}
