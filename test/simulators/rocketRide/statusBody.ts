import { exitAt } from './exit';
import { endsAt, momentOf, TASK_STATE, type Run } from './moment';
import type { SimulatedTask } from './taskStore';

const ITEM_BYTES = 500 / 5;
const IDLE_METRICS = {
	cpu_percent: 0,
	cpu_memory_mb: 0,
	gpu_memory_mb: 0,
	peak_cpu_percent: 0,
	peak_cpu_memory_mb: 0,
	peak_gpu_memory_mb: 0,
	avg_cpu_percent: 0,
	avg_cpu_memory_mb: 0,
	avg_gpu_memory_mb: 0,
};
const NO_TOKENS = {
	cpu_utilization: 0,
	cpu_memory: 0,
	gpu_memory: 0,
	gpu_inference: 0,
	custom: {},
	total: 0,
};

/** TASK_STATUS as JSON; its fields are those of the captured bodies (wire/rocketride). */
export type TaskStatusBody = Record<string, unknown>;

function itemCounts(run: Run, share: number): Record<string, number> {
	const { totalCount, failedCount } = run.plan;
	const seen = Math.floor(totalCount * share);
	const failed = Math.min(failedCount, seen);
	return {
		totalSize: totalCount * ITEM_BYTES,
		totalCount,
		completedSize: (seen - failed) * ITEM_BYTES,
		completedCount: seen - failed,
		failedSize: failed * ITEM_BYTES,
		failedCount: failed,
	};
}

/** The token itself is one of the secrets in the note. */
function notesOf({ token, run }: SimulatedTask, running: boolean): unknown[] {
	const { secretNotes } = run.plan;
	if (secretNotes === 'never' || (secretNotes === 'whileRunning' && !running)) return [];
	const key = 'pk_00000000000000000000000000000000';
	return [{ 'url-text': 'hook', url: `https://x/${token}/${key}` }, 'note'];
}

/** Times are seconds with a fraction; 0 stands for "not yet". */
function timesOf(task: SimulatedTask, now: number, completed: boolean): Record<string, number> {
	const { run, startedAt } = task;
	return {
		startTime: startedAt / 1000,
		endTime: completed ? Math.min(now, endsAt(run)) / 1000 : 0,
	};
}

/** Builds the full body for a task at this time. */
export function fullStatusBody(task: SimulatedTask, now: number): TaskStatusBody {
	const { run, name, projectId, source } = task;
	const moment = momentOf(run, now);
	const running = moment.state === TASK_STATE.running;
	const seen = Math.floor(run.plan.totalCount * moment.share);
	const { status, ...exit } = exitAt(moment, run);
	return {
		name,
		project_id: projectId,
		source,
		completed: moment.completed,
		state: moment.state,
		...timesOf(task, now, moment.completed),
		debuggerAttached: false,
		status,
		warnings: moment.share > 0 ? run.plan.warnings : [],
		errors: seen >= run.plan.failedCount ? run.plan.errors : [],
		currentObject: seen > 0 ? `file${seen}.txt` : '',
		currentSize: seen > 0 ? ITEM_BYTES : 0,
		notes: notesOf(task, running),
		...itemCounts(run, moment.share),
		wordsSize: 10,
		wordsCount: 2,
		rateSize: 1234,
		rateCount: 150,
		serviceUp: running && run.plan.end === 'serve',
		...exit,
		pipeflow: { totalPipes: 2, byPipe: { '0': [] } },
		metrics: running ? { ...IDLE_METRICS, cpu_percent: 9.95, cpu_memory_mb: 13.45 } : IDLE_METRICS,
		tokens: NO_TOKENS,
	};
}
