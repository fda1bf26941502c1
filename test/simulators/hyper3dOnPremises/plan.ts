/** How a simulated task ends. `keepRunning` never does. */
export type PlannedEnd = 'succeed' | 'fail' | 'cancel' | 'needSelection' | 'keepRunning';

/** What a simulated task is going to do, fixed when it is added; the clock does the rest. */
export interface TaskPlan {
	readonly end: PlannedEnd;
	/** Time in `Created` and `Waiting`, half of it each. */
	readonly queuedMs: number;
	readonly runningMs: number;
	/** Place in the queue at the beginning. */
	readonly waitingNum: number;
	readonly candidates: { readonly count: number; readonly bytes: number };
	/** Why it failed; the word "None" stands for no reason, as in the vendor's sample. */
	readonly error: string;
	/** A stage name in place of `Generating`: older servers have further ones. */
	readonly runningStage: string;
	/** A stage name in place of the final one. */
	readonly finalStage?: string;
	/** A `jobStatus` in place of `Running`, or of the final one. */
	readonly runningJobStatus?: string;
	readonly finalJobStatus?: string;
}

const DEFAULTS: TaskPlan = {
	end: 'succeed',
	queuedMs: 0,
	runningMs: 0,
	waitingNum: 3,
	candidates: { count: 2, bytes: 200 },
	error: 'Mesh generation failed',
	runningStage: 'Generating',
};

/** Fills in what a test did not say. */
export function completePlan(plan: Partial<TaskPlan>): TaskPlan {
	return { ...DEFAULTS, ...plan };
}

/** Where a task stands, in the words of the REST call's `stage`. */
export interface Moment {
	readonly stage: string;
	/** `ended` includes a task that waits for a selection: time moves it no further. */
	readonly phase: 'queued' | 'running' | 'ended';
	readonly percentage: number;
	readonly waitingNum: number;
}

const FINAL_STAGES: Record<Exclude<PlannedEnd, 'keepRunning'>, string> = {
	succeed: 'Done',
	fail: 'Failed',
	cancel: 'Canceled',
	needSelection: 'NeedSelection',
};

/** Where a task with this plan stands so many milliseconds after it was added. */
export function momentOf(plan: TaskPlan, elapsedMs: number): Moment {
	if (elapsedMs < plan.queuedMs) {
		const waited = elapsedMs / plan.queuedMs;
		return {
			stage: waited < 0.5 ? 'Created' : 'Waiting',
			phase: 'queued',
			percentage: 0,
			waitingNum: Math.max(1, Math.ceil(plan.waitingNum * (1 - waited))),
		};
	}
	const ranMs = elapsedMs - plan.queuedMs;
	if (plan.end === 'keepRunning' || ranMs < plan.runningMs) {
		const share = plan.runningMs > 0 ? Math.min(0.99, ranMs / plan.runningMs) : 0;
		const percentage = Math.round(share * 1000) / 10;
		return { stage: plan.runningStage, phase: 'running', percentage, waitingNum: 0 };
	}
	return {
		stage: plan.finalStage ?? FINAL_STAGES[plan.end],
		phase: 'ended',
		percentage: plan.end === 'succeed' ? 100 : 50,
		waitingNum: 0,
	};
}
