import { providers } from '../providers';
import type { TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { isRecord, parseJson } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toText } from '../task/normalize';
import type { Task, TaskRef } from '../task/task';
import type { RowData } from './api';
import { MAX_CONTEXT_LENGTH } from './limits';

/** A pending row of a watch list. An empty text counts as absent. */
export interface Row {
	readonly id: number;
	/** Undefined where the column names none that there is. */
	readonly provider: TaskProvider | undefined;
	readonly providerText: string | null;
	readonly taskId: string | null;
	/** JSON text, or null when a person added the row with the task's identifier alone. */
	readonly ref: string | null;
	/** Where the row's execution can be resumed, if it is to be. */
	readonly resumeUrl: string | null;
	/** When it was added last, in ms since 1970. */
	readonly addedAt: number;
	readonly state: string | null;
	readonly progress: number | null;
	readonly message: string | null;
	readonly context: unknown;
	/** The values that tell whether somebody has changed the row since, as they were read. */
	readonly read: RowData;
}

/** What tells a row from the same one that was added again. */
export function generationOf({ id, addedAt }: Row): string {
	return `${id}:${addedAt}`;
}

/** The row in a record of n8n's. */
export function readRow(record: JsonRecord): Row {
	const providerText = toText(record.provider);
	return {
		id: typeof record.id === 'number' ? record.id : 0,
		provider: findByAnyName(providerText),
		providerText,
		taskId: toText(record.taskId),
		ref: toText(record.ref),
		resumeUrl: toText(record.resumeUrl),
		addedAt: toTime(record.addedAt) ?? toTime(record.createdAt) ?? 0,
		state: toText(record.state),
		progress: typeof record.progress === 'number' ? record.progress : null,
		message: toText(record.message),
		context: readContext(toText(record.context)),
		read: { state: asRead(record.state), reportedAt: asRead(record.reportedAt) },
	};
}

/** A person may write the name that the panel shows. */
function findByAnyName(text: string | null): TaskProvider | undefined {
	const wanted = text?.toLowerCase();
	return providers.find(
		({ name, displayName }) =>
			name.toLowerCase() === wanted || displayName.toLowerCase() === wanted,
	);
}

function toTime(value: unknown): number | null {
	const time = Date.parse(toText(value) ?? '');
	return Number.isNaN(time) ? null : time;
}

function asRead(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

/**
 * The context as it is stored, for an author who gave a text or an object; null for none.
 * @throws {TaskRequestError} kind `input` for a text that is not JSON, or one that is too long
 */
export function readContextGiven(given: unknown): string | null {
	if (given === undefined || given === null) return null;
	const text = typeof given === 'string' ? given.trim() : JSON.stringify(given);
	if (text === '') return null;
	if (text.length > MAX_CONTEXT_LENGTH) {
		throw new TaskRequestError('input', `Context (JSON) is longer than ${MAX_CONTEXT_LENGTH}`, {
			description: 'Attach what is needed to find the data again, not the data itself.',
		});
	}
	if (parseJson(text) !== undefined) return text;
	throw new TaskRequestError('input', 'Context (JSON) is not JSON', {
		description:
			'Fill in an object such as { "customer": "…" }. With an expression (switch the field from Fixed to Expression), give the object itself: {{ { customer: $json.customer } }}.',
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
export function refOf({ ref, taskId }: Row, provider: TaskProvider): TaskRef {
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

/** The human text for a task: why it failed, else what its provider says. */
export function messageOf(task: Task): string | null {
	return toText((task.succeeded === false ? task.failure?.message : null) ?? task.message);
}

/** The values of a row for a task that begins to be watched; without `context` the old one stays. */
export function newRow(
	provider: TaskProvider,
	taskId: string,
	ref: TaskRef,
	context: string | null,
	resumeUrl: string | null,
): RowData {
	return {
		provider: provider.name,
		taskId,
		ref: JSON.stringify(ref),
		resumeUrl,
		addedAt: new Date().toISOString(),
		state: null,
		progress: null,
		message: null,
		checkedAt: null,
		reportedAt: null,
		...(context === null ? {} : { context }),
	};
}
