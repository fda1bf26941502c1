import type { IDataObject } from 'n8n-workflow';

import { TASK_STATES, endsWait, isFinished, outcomeOf } from '../../../nodes/task/states';
import type { TaskState } from '../../../nodes/task/states';
import { hasEnded } from '../world/channel';
import type { ChaosTask } from '../world/channel';
import type { Report } from './violations';

/** The suite notes a start a moment before or after the simulator does. */
const CLOCK_TOLERANCE_MS = 50;

/** A reported task is one of the contract, and its state one that the simulator had reached. */
export function checkTask(json: IDataObject, task: ChaosTask, where: string, report: Report): void {
	const state = TASK_STATES.find((known) => known === json.state);
	if (state === undefined) {
		report('every item is a task', `${where}: the state is ${JSON.stringify(json.state)}`);
		return;
	}
	checkShape(json, state, where, report);
	if (json.taskId !== task.taskId) {
		report('every item is its own task', `${where}: taskId ${String(json.taskId)}`);
	}
	const now = Date.now() + CLOCK_TOLERANCE_MS;
	if (endsWait(state) && !(task.end === state && hasEnded(task, now))) {
		const truth = `${task.end ?? 'no end'} in ${Math.round(task.endsAt - Date.now())} ms`;
		report('no state is made up', `${where}: ${state}, but the truth is ${truth}`);
	}
}

function checkShape(json: IDataObject, state: TaskState, where: string, report: Report): void {
	const { outcome, finished, succeeded, progress, result } = json;
	const done = isFinished(state);
	const isConsistent =
		outcome === outcomeOf(state) &&
		finished === done &&
		succeeded === (done ? state === 'succeeded' : null) &&
		(progress === null || (typeof progress === 'number' && progress >= 0 && progress <= 100)) &&
		(state === 'succeeded' || result === null);
	if (isConsistent) return;
	const shown = JSON.stringify({ state, outcome, finished, succeeded, progress });
	report('every item is a task', `${where}: ${shown}`);
}
