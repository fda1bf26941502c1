import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isFinished } from '../../../nodes/task/states';
import type { Row } from '../../simulators/n8nDataTables';
import type { Round } from '../operations/round';
import type { Rows } from '../operations/rows';
import { hasEnded } from '../world/channel';
import type { N8nPlace } from '../world/n8n';
import { checkItemSecrets, checkNoSecret } from './secrets';
import { checkTask } from './states';

const CLOCK_TOLERANCE_MS = 50;

/** A watch list, and what n8n has been told of it. */
export interface Told {
	readonly round: Round;
	readonly rows: Rows;
	readonly n8n: N8nPlace;
	readonly states: readonly string[];
	fired(): readonly INodeExecutionData[];
}

/** A row is closed for an end of its task that has been told by then, or that nobody can be told. */
export function checkClosed(row: Row, { round, rows, n8n, states, fired }: Told): void {
	const { report, tally } = round;
	tally.got('watchList row closed');
	const task = rows.taskOf(row);
	const isOver = task !== undefined && hasEnded(task, Date.now() + CLOCK_TOLERANCE_MS);
	if (!isOver || task.end === null || !isFinished(task.end)) {
		report('no row is closed before its end', JSON.stringify(row));
		return;
	}
	if (row.reportedAt && row.state !== task.end) {
		report('a row says how its task ended', `${String(row.state)} instead of ${task.end}`);
	}
	const id =
		String(row.resumeUrl ?? '')
			.split('/')
			.at(-1) ?? '';
	const isTold = id
		? rows.executions.get(id) === null || n8n.simulator.resumed.some((one) => one.id === id)
		: !states.includes(task.end) || fired().some(({ json }) => json.taskId === task.taskId);
	if (!isTold) report('no row is closed before its end is told', JSON.stringify(row));
}

/** No secret where people read it; and a process that was told that an execution goes on calls it no more. */
export function checkRows({ round: { report }, rows: { table, executions }, n8n }: Told): void {
	for (const id of executions.keys()) {
		if ((n8n.settled.get(id) ?? 0) > 1) report('every execution is resumed once', `${id}, again`);
	}
	for (const { state, progress, message } of table.rows) {
		checkNoSecret({ state, progress, message }, 'a row', report);
	}
}

/** Every execution that waits is resumed once, with the end of its task, which fires for others only. */
export function checkResumed({ round: { report, tally }, rows, n8n, fired }: Told): void {
	for (const [id, task] of rows.executions) {
		const calls = n8n.simulator.resumed.filter((one) => one.id === id);
		const times = task?.end && isFinished(task.end) ? 1 : 0;
		if (calls.length !== times) {
			const what = `${id}: ${calls.length} times instead of ${times} for ${String(task?.end)}`;
			report('every execution is resumed once', what);
		}
		for (const { body, headers } of calls) {
			const json = body as IDataObject;
			tally.got('watchList resumed');
			if (task) checkTask(json, task, 'a resumed execution', report);
			checkItemSecrets({ json }, 'what resumes an execution', report);
			checkNoSecret(headers, 'the headers of a resumption', report);
		}
	}
	const firing = new Set([...rows.firing].map(({ taskId }) => taskId));
	for (const { json } of fired()) {
		const taskId = String(json.taskId);
		if (!firing.has(taskId)) report('a row that resumes does not fire', taskId);
	}
}
