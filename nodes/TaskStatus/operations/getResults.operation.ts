import type { IDataObject } from 'n8n-workflow';

import type { ResultFile } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import type { Task } from '../../task/task';
import { answerEach } from '../run';
import type { Operation } from '../run';
import { requireNoFailure } from './getStatus.operation';

/** Get Results: the files or the data of a task that is done. */
export const getResults: Operation = async (run) =>
	await answerEach(run, async (ref, index) => {
		const answer = await run.session.getTask(ref, run.signal);
		const { task } = answer;
		requireSuccess(task);
		const results = await run.session.getResults(answer, run.signal);
		const identity = { provider: task.provider, taskId: task.taskId, ref: task.ref };
		const jsons: IDataObject[] =
			results.kind === 'files'
				? results.files.map((file) => ({ ...identity, ...fileJson(file) }))
				: [{ ...identity, result: results.result as IDataObject }];
		return jsons.map((json) => ({
			outcome: 'done',
			item: { json, pairedItem: { item: index } },
		}));
	});

function fileJson({ name, url }: ResultFile): IDataObject {
	return { fileName: name, url };
}

function requireSuccess(task: Task): void {
	requireNoFailure(task);
	if (task.state === 'succeeded') return;
	throw new TaskRequestError('taskFailed', `The task has no results yet: it is ${task.state}`, {
		description: 'Ask for the results after the Done output of Get Status or Wait for Completion.',
	});
}
