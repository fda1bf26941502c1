import { findProvider } from '../providers';
import type { TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { isRecord, parseJson } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toText } from '../task/normalize';
import type { Task, TaskRef } from '../task/task';
import type { RowData } from './api';

/** A row of a watch list that names a known provider. */
export interface Row {
	readonly id: number;
	readonly provider: TaskProvider;
	readonly taskId: string | null;
	/** JSON text, or empty when a person added the row with the task's identifier alone. */
	readonly ref: string | null;
	readonly state: string | null;
	readonly progress: number | null;
	readonly message: string | null;
	readonly context: unknown;
}

/** The row in a record of n8n's; null for one that is none of ours. */
export function readRow(record: JsonRecord): Row | null {
	const provider = findProvider(toText(record.provider) ?? '');
	if (provider === undefined || typeof record.id !== 'number') return null;
	return {
		id: record.id,
		provider,
		taskId: toText(record.taskId),
		ref: toText(record.ref),
		state: toText(record.state),
		progress: typeof record.progress === 'number' ? record.progress : null,
		message: toText(record.message),
		context: readContext(toText(record.context)),
	};
}

/**
 * The context as it is stored, for an author who gave a text or an object; null for none.
 * @throws {TaskRequestError} kind `input` for a text that is not JSON
 */
export function readContextGiven(given: unknown): string | null {
	if (given === undefined || given === null || given === '') return null;
	if (typeof given !== 'string') return JSON.stringify(given);
	if (given.trim() === '') return null;
	if (parseJson(given) !== undefined) return given.trim();
	throw new TaskRequestError('input', 'Context (JSON) is not JSON', {
		description:
			'Fill in an object such as { "customer": "…" }. With an expression, give the object itself: {{ { customer: $json.customer } }}.',
	});
}

/** What the author attached; a text that is not JSON is given back as it is. */
function readContext(text: string | null): unknown {
	if (text === null) return null;
	const value = parseJson(text);
	return value === undefined ? text : value;
}

/**
 * The reference of the row's task.
 * @throws {TaskRequestError} kind `input` when it is missing or malformed
 */
export function refOf({ provider, ref, taskId }: Row): TaskRef {
	if (ref === null) return provider.readRef({ [mainField(provider)]: taskId });
	const value = parseJson(ref);
	if (isRecord(value)) return provider.readRef(value);
	throw new TaskRequestError('input', 'The column "ref" is not a JSON object', {
		description: 'Correct the row, or add the task again with Add to Watch List.',
	});
}

function mainField({ fields }: TaskProvider): string {
	return fields.find(({ required }) => required)?.name ?? 'taskId';
}

/** What is to be written to the row: its state, progress and message if they differ; else null. */
export function changesOf(row: Row, task: Task): RowData | null {
	const message = (task.succeeded === false ? task.failure?.message : null) ?? task.message;
	const { state, progress } = task;
	if (row.state === state && row.progress === progress && row.message === toText(message)) {
		return null;
	}
	return { state, progress, message: toText(message), checkedAt: task.checkedAt };
}

/** The values of a row for a task that begins to be watched; without `context` the old one stays. */
export function newRow(
	provider: TaskProvider,
	taskId: string,
	ref: TaskRef,
	context: string | null,
): RowData {
	return {
		provider: provider.name,
		taskId,
		ref: JSON.stringify(ref),
		state: null,
		progress: null,
		message: null,
		checkedAt: null,
		reportedAt: null,
		...(context === null ? {} : { context }),
	};
}
