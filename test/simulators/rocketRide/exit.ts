import { endOf, TASK_STATE, type Moment, type Run } from './moment';
import type { PlannedEnd } from './plan';

/** The fields that say how a run ended. */
export interface Exit {
	readonly status: string;
	readonly exitCode: number | null;
	readonly exitMessage: string;
}

const EXITS: Record<PlannedEnd, Exit> = {
	complete: { status: 'Completed', exitCode: 0, exitMessage: '' },
	itemErrors: { status: 'Completed', exitCode: 0, exitMessage: '' },
	stopped: { status: 'Stopped', exitCode: 0, exitMessage: '' },
	idleTimeout: { status: 'Stopped', exitCode: 0, exitMessage: '' },
	killed: { status: 'Stopped', exitCode: -15, exitMessage: 'Stopped' },
	bareFailure: { status: 'Stopped', exitCode: 1, exitMessage: '' },
	fail: { status: 'Stopped', exitCode: 1, exitMessage: 'Pipeline failed' },
	cleanExitBug: { status: 'Stopped', exitCode: 1, exitMessage: 'COMPLETED' },
	serve: { status: 'Processing', exitCode: 0, exitMessage: '' },
};

const STATUS_TEXTS: Record<number, string> = {
	[TASK_STATE.none]: '',
	[TASK_STATE.starting]: 'Starting',
	[TASK_STATE.initializing]: 'Initializing',
	[TASK_STATE.running]: 'Processing',
	[TASK_STATE.stopping]: 'Stopping',
};

/** What is left of an exit after a restart that loses it. */
const LOST_EXIT: Exit = { status: 'Stopped', exitCode: null, exitMessage: 'Stopped' };

/** The exit fields at this moment: as captured, an exit code of 0 stands there from the beginning. */
export function exitAt(moment: Moment, run: Run): Exit {
	const ended = moment.completed && moment.state !== TASK_STATE.stopping;
	if (!ended) {
		return { status: STATUS_TEXTS[moment.state] ?? 'Restarting', exitCode: 0, exitMessage: '' };
	}
	if (run.losesExit === true) return LOST_EXIT;
	const exit = EXITS[endOf(run)];
	return { ...exit, exitMessage: run.plan.exitMessage ?? exit.exitMessage };
}
