import type { IPollFunctions } from 'n8n-workflow';

import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { describeJson, isRecord, parseJson } from '../../task/json';
import { taskKey } from '../marks';
import { byProvider } from './source';
import type { Broken, Reading, Watched } from './source';

/**
 * The tasks that the node's parameters name: entered one by one, or in a JSON array, which an
 * expression can give.
 * @throws {TaskRequestError} kind `input` when there is no array
 */
export function givenTasks(
	context: IPollFunctions,
	watch: 'taskList' | 'json',
	provider: TaskProvider,
): Reading {
	const isList = watch === 'taskList';
	const entries = isList
		? readList(context.getNodeParameter('tasks', {}), provider)
		: readArray(context.getNodeParameter('tasksJson', '[]'), provider);
	const watched: Watched[] = [];
	const broken: Broken[] = [];
	for (const [index, entry] of entries.entries()) {
		try {
			const ref = readEntry(entry, provider);
			watched.push({ key: taskKey(provider, ref), provider, ref, rows: [] });
		} catch (error) {
			const where = `${isList ? 'Tasks' : 'Tasks (JSON)'}, entry ${index + 1}`;
			broken.push({ row: null, error: located(error, where) });
		}
	}
	return { watched: byProvider(watched), broken };
}

function readList(given: unknown, { displayName }: TaskProvider): readonly unknown[] {
	if (isRecord(given) && Array.isArray(given.task) && given.task.length > 0) return given.task;
	throw new TaskRequestError('input', 'No task is watched yet', {
		description: `Press Add Task and fill in the identifiers of a ${displayName} task. For tasks that are started later, set Watch to Watch List.`,
	});
}

/** An array or a single object, as text or already parsed. An expression that finds nothing is none. */
function readArray(given: unknown, provider: TaskProvider): readonly unknown[] {
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (Array.isArray(value)) return value;
	if (isRecord(value)) return [value];
	const isNoJson = typeof given === 'string' && value === undefined && given.trim() !== '';
	const what = isNoJson ? 'text that is not JSON' : describeJson(given === '' ? undefined : value);
	throw new TaskRequestError('input', `Tasks (JSON) is ${what} instead of an array`, {
		description: `Fill in an array of objects with ${fieldNames(provider)}. [] watches nothing for the time being.`,
	});
}

/** A whole task as Task Status gives it counts as its `ref`. */
function readEntry(entry: unknown, provider: TaskProvider) {
	if (isRecord(entry)) return provider.readRef(isRecord(entry.ref) ? entry.ref : entry);
	throw new TaskRequestError('input', `${describeJson(entry)} is not an object`, {
		description: `Each entry is an object with ${fieldNames(provider)}.`,
	});
}

/** The error with the entry it belongs to. */
function located(error: unknown, where: string): unknown {
	if (!(error instanceof TaskRequestError)) return error;
	const { kind, message, description } = error;
	return new TaskRequestError(kind, `${where}: ${message}`, { description });
}

/** The names under which a provider's tasks are given. */
function fieldNames({ fields }: TaskProvider): string {
	return fields.map(({ name }) => `"${name}"`).join(', ');
}
