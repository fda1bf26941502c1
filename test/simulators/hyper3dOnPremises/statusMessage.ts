import type { Moment, PlannedEnd, TaskPlan } from './plan';

/** The answer to a `query`, as the vendor's page shows it (seeds/000, "Receiving a Response"). */
export interface StatusMessage {
	taskUuid: string;
	jobStatus: string;
	jobMetricPayload: {
		status: string;
		error: string;
		message: string;
		percentage: number;
	};
}

/**
 * The page knows three words. That a cancelled task shows as `Canceled`, its stage of REST, and one
 * that waits in the queue or for a selection as `Running`, is our guess.
 */
const FINAL_JOB_STATUS: Record<PlannedEnd, string> = {
	succeed: 'Succeeded',
	fail: 'Failed',
	cancel: 'Canceled',
	needSelection: 'Running',
	keepRunning: 'Running',
};

const TEXTS: Record<string, string> = {
	Created: 'Process Created',
	Waiting: 'Process Waiting',
	Done: 'Process Done',
	Failed: 'Process Failed',
	Canceled: 'Process Canceled',
	NeedSelection: 'Please select a candidate',
};

/** The provider's human text for a stage. */
export function textOf(stage: string): string {
	return TEXTS[stage] ?? `Process ${stage}`;
}

/** Builds the `message` for a task of which nothing is out of the ordinary. */
export function statusMessage(taskUuid: string, plan: TaskPlan, moment: Moment): StatusMessage {
	const ended = moment.phase === 'ended';
	return {
		taskUuid,
		jobStatus: ended
			? (plan.finalJobStatus ?? FINAL_JOB_STATUS[plan.end])
			: (plan.runningJobStatus ?? 'Running'),
		jobMetricPayload: {
			status: moment.stage,
			error: ended && plan.end === 'fail' ? plan.error : 'None',
			message: textOf(moment.stage),
			percentage: moment.percentage,
		},
	};
}
