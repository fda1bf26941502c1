/** How a simulated run ends: one for each row of the sheet's "Meaning of the status". */
export type PlannedEnd =
	| 'complete'
	/** Completed, exit code 0, but items failed. */
	| 'itemErrors'
	/** Stopped by a user: state 6, exit code 0. */
	| 'stopped'
	/** Stopped by the idle time-out: state 6, exit code 0. */
	| 'idleTimeout'
	/** Stopped after a restart: state 6 with the code of the process, message "Stopped". */
	| 'killed'
	/** State 6, exit code 1 and nothing else: how it ended is in doubt. */
	| 'bareFailure'
	| 'fail'
	/** A clean exit that servers up to 3.2.1 report as state 6, exit code 1, message "COMPLETED". */
	| 'cleanExitBug'
	/** A webhook, chat or dropper: never completes on its own. */
	| 'serve';

/** What a simulated run is going to do, fixed when it begins; the clock does the rest. */
export interface TaskPlan {
	readonly end: PlannedEnd;
	/** Time in the states 0, 1 and 2, a third of it each. */
	readonly queuedMs: number;
	readonly runningMs: number;
	/** Time in state 4: the first half with `completed:false`, the second with `completed:true`. */
	readonly stoppingMs: number;
	readonly totalCount: number;
	readonly failedCount: number;
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
	/** In place of the end's own message. */
	readonly exitMessage?: string;
	/** When `notes` carries a URL with a `tk_` and a `pk_` secret in plain text. */
	readonly secretNotes: 'never' | 'whileRunning' | 'always';
}

const FAILING_ENDS: readonly PlannedEnd[] = ['itemErrors', 'fail', 'cleanExitBug'];

/** Fills in what a test did not say. */
export function completePlan(plan: Partial<TaskPlan>): TaskPlan {
	const end = plan.end ?? 'complete';
	const failing = FAILING_ENDS.includes(end);
	return {
		end,
		queuedMs: 0,
		runningMs: 0,
		stoppingMs: 0,
		totalCount: 5,
		failedCount: failing ? 1 : 0,
		errors: failing ? ['Failed*could not parse file3.txt*y.cpp:42'] : [],
		warnings: [],
		secretNotes: 'whileRunning',
		...plan,
	};
}
