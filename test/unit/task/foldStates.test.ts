import { foldStates } from '../../../nodes/task/foldStates';
import { TASK_STATES, type TaskState } from '../../../nodes/task/states';

describe('The state of a task with several jobs', () => {
	it.each<[string, TaskState[], TaskState]>([
		['queued without any job: nothing is not "all done"', [], 'queued'],
		['queued while every job waits', ['queued', 'queued'], 'queued'],
		['running once a job runs', ['queued', 'running'], 'running'],
		['running once a job is done', ['queued', 'succeeded'], 'running'],
		['running while some jobs are done and others run', ['succeeded', 'running'], 'running'],
		['succeeded when the only job is done', ['succeeded'], 'succeeded'],
		['succeeded when every job is done', ['succeeded', 'succeeded'], 'succeeded'],
		['failed when one job failed and the others are done', ['succeeded', 'failed'], 'failed'],
		['failed when one job failed and others still run', ['running', 'failed', 'queued'], 'failed'],
		['failed rather than canceled', ['canceled', 'failed'], 'failed'],
		['failed also beside an unknown job', ['unknown', 'failed'], 'failed'],
		['canceled when one job was canceled', ['succeeded', 'canceled', 'running'], 'canceled'],
		['canceled also beside an unknown job', ['unknown', 'canceled'], 'canceled'],
		['not found when one job is, whatever the others do', ['succeeded', 'notFound'], 'notFound'],
		['for a person to act on when its only job is', ['actionRequired'], 'actionRequired'],
		[
			'for a person to act on when one job is, whatever the others do',
			['running', 'actionRequired', 'unknown', 'succeeded'],
			'actionRequired',
		],
		['failed although another job waits for a person', ['actionRequired', 'failed'], 'failed'],
		['unknown when the only job is', ['unknown'], 'unknown'],
		['unknown when all others are done', ['succeeded', 'unknown'], 'unknown'],
		['unknown when another waits', ['queued', 'unknown'], 'unknown'],
	])('is %s', (_sentence, states, folded) => {
		expect(foldStates(states)).toBe(folded);
		expect(foldStates([...states].reverse())).toBe(folded);
	});

	it.each(TASK_STATES.filter((state) => state !== 'succeeded'))(
		'is never a success with a job that is %s',
		(state) => {
			expect(foldStates(['succeeded', state, 'succeeded'])).not.toBe('succeeded');
		},
	);
});
