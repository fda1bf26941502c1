import { candidatePng } from './candidatePng';
import type { Moment, TaskPlan } from './plan';
import { textOf } from './statusMessage';

/** The body of `POST /api/task/check_progress/{uuid}` (seeds/000, the Go sample's struct). */
export interface CheckProgressBody {
	stage: string;
	message?: string | null;
	percentage?: number | null;
	waiting_num?: number | null;
	candidates?: string[] | null;
	on_progress?: string[] | null;
}

/** Every field but `stage` is `omitempty` in the sample: a server may leave it out, or send null. */
export type FieldStyle = 'full' | 'stageOnly' | 'nulls';

/** Builds the answer of the REST call. */
export function checkProgressBody(
	plan: TaskPlan,
	moment: Moment,
	fields: FieldStyle,
): CheckProgressBody {
	const { stage } = moment;
	if (fields === 'stageOnly') return { stage };
	if (fields === 'nulls') {
		const nothing = { percentage: null, waiting_num: null, candidates: null, on_progress: null };
		return { stage, message: null, ...nothing };
	}
	const failed = moment.phase === 'ended' && plan.end === 'fail';
	const body: CheckProgressBody = {
		stage,
		message: failed ? plan.error : textOf(stage),
		percentage: moment.percentage,
		waiting_num: moment.waitingNum,
		on_progress: moment.phase === 'running' ? ['geometry', 'texture'] : [],
	};
	if (stage === 'NeedSelection') {
		const { count, bytes } = plan.candidates;
		body.candidates = Array.from({ length: count }, (_, index) =>
			candidatePng(index, bytes).toString('base64'),
		);
	}
	return body;
}
