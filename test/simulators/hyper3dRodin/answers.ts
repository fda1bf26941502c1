import { defaultFiles, type JobsShape, type RodinPlan } from './plan';
import { stagesAt, wordOf } from './timeline';

/** One submitted task. */
export interface RodinTask {
	taskUuid: string;
	subscriptionKey: string;
	jobUuids: string[];
	plan: RodinPlan;
	submittedAt: number;
}

function shapeJobs(shape: Exclude<JobsShape, 'misprint'>, pairs: Array<[string, string]>): object {
	switch (shape) {
		case 'objects':
			return { jobs: pairs.map(([uuid, status]) => ({ uuid, status })) };
		case 'pairs':
			return { jobs: pairs.map(([uuid, status]) => ({ [uuid]: status })) };
		case 'map':
			return { jobs: Object.fromEntries(pairs) };
		case 'empty':
			return { jobs: [] };
		case 'missing':
			return {};
	}
}

/** The `error` key beside a success: absent, null, "OK" or "None" (fact sheet, "error"). */
export function errorKey(plan: RodinPlan): { error?: string | null } {
	const { errorField = 'absent' } = plan;
	return errorField === 'absent' ? {} : { error: errorField };
}

/** The body of `POST /status`, as text because one documented variant is not JSON. */
export function statusBody(task: RodinTask, elapsed: number): string {
	const { plan, jobUuids } = task;
	if (plan.providerError !== undefined) return JSON.stringify(plan.providerError);
	const stages = stagesAt(plan, elapsed);
	const pairs = jobUuids.map((uuid, index): [string, string] => [
		uuid,
		wordOf(plan, stages[index] ?? 'waiting'),
	]);
	const { jobsShape = 'objects' } = plan;
	if (jobsShape === 'misprint') {
		return `{"jobs": [${pairs.map(([uuid, word]) => `"${uuid}": "${word}"`).join(', ')}]}`;
	}
	return JSON.stringify({ ...errorKey(plan), ...shapeJobs(jobsShape, pairs) });
}

/**
 * The answer to a submission (fact sheet, table of calls). `submit_time` and `prompt` are named by the
 * vendor's MCP server and looked for by blender-mcp; the wording of both texts is our guess. The
 * vendor's skill takes any `error` key for a failure, so it is not always there.
 */
export function submitBody(task: RodinTask, prompt: string | undefined): object {
	return {
		uuid: task.taskUuid,
		jobs: { uuids: task.jobUuids, subscription_key: task.subscriptionKey },
		message: 'Submitted.',
		prompt: prompt ?? null,
		submit_time: new Date(task.submittedAt).toISOString(),
		...errorKey(task.plan),
	};
}

/** The list of `POST /download`: all files when done, a part before, none after a failure. */
export function downloadList(
	task: RodinTask,
	elapsed: number,
	link: (index: number) => string,
): Array<{ url: string; name: string }> {
	const stages = stagesAt(task.plan, elapsed);
	if (stages.includes('failed') || stages.includes('canceled')) return [];
	const files = task.plan.files ?? defaultFiles;
	const done = stages.filter((stage) => stage === 'done').length;
	const count = Math.floor((files.length * done) / Math.max(1, stages.length));
	return files.slice(0, count).map(({ name }, index) => ({ url: link(index), name }));
}
