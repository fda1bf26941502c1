import type { JobStage, RodinPlan } from './plan';

/** The vendor page's words; `Canceled` and an unknown one come from the fact sheet. */
const vendorWords: Record<JobStage, string> = {
	waiting: 'Waiting',
	generating: 'Generating',
	done: 'Done',
	failed: 'Failed',
	canceled: 'Canceled',
	unknown: 'Reticulating',
};

function stageOf(plan: RodinPlan, index: number, count: number, elapsed: number): JobStage {
	const { plan: course = 'succeed', queuedMs = 1000, runningMs = 2000 } = plan;
	const isLast = index === count - 1;
	if (elapsed < queuedMs || course === 'stuckInQueue') return 'waiting';
	if (course === 'never') return 'generating';
	if (course === 'unknownWord' && isLast) return 'unknown';
	const isRunning = elapsed < queuedMs + (runningMs * (index + 1)) / count;
	if (isRunning) return course === 'unknownThenSucceed' ? 'unknown' : 'generating';
	if (course === 'cancel' && isLast) return 'canceled';
	if (course === 'fail' && isLast) return 'failed';
	if (course === 'failEarly' && index === 0) return 'failed';
	return 'done';
}

/** The stage of each job, `elapsed` milliseconds after the task was submitted. */
export function stagesAt(plan: RodinPlan, elapsed: number): JobStage[] {
	const count = plan.jobs ?? 3;
	return Array.from({ length: count }, (_, index) => stageOf(plan, index, count, elapsed));
}

export function wordOf(plan: RodinPlan, stage: JobStage): string {
	return plan.words?.[stage] ?? vendorWords[stage];
}
