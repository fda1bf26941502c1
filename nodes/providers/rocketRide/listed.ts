import type { JsonRecord } from '../../task/json';
import { toWord } from '../../task/normalize';
import type { TaskRef } from '../../task/task';
import type { TaskAnswer } from '../provider';
import { shapeError } from '../shared/httpAnswer';
import { toTask } from './mapper';

/**
 * One row of `rrext_dashboard` as a task. Rows name a task by project and source, never by its token,
 * and tell neither failed items nor an exit message.
 * @throws {TaskRequestError} kind `protocol` for a row without a name of any kind or without `state`
 */
export function toListedTask(row: JsonRecord, host: string, checkedAt: Date): TaskAnswer {
	const projectId = toWord(row.projectId);
	const source = toWord(row.source);
	const taskId = toWord(row.id) ?? toWord(row.name);
	if (taskId === null) {
		throw shapeError({ host, bodyKind: 'json' }, 'a task with "id"', row.id);
	}
	// The id alone holds only the beginning of the project, so it is no reference where there is more.
	const ref: TaskRef = projectId === null || source === null ? { taskId } : { projectId, source };
	const status = { ...row, project_id: row.projectId };
	const context = { taskId, ref, checkedAt };
	return { task: toTask({ kind: 'status', status, host }, context), raw: () => row };
}
