import type { IPollFunctions } from 'n8n-workflow';

import type { Source } from '../look/source';
import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { describeJson, isRecord, parseJson } from '../../task/json';
import { fixedList } from './fixedList';
import type { SourceTools } from './fixedList';
import { fieldNames, readRefs } from './readRefs';

/** The tasks of a JSON array, which an expression can give. */
export function json(context: IPollFunctions, provider: TaskProvider, tools: SourceTools): Source {
	const given = context.getNodeParameter('tasksJson', '[]') as unknown;
	const whenEmpty = {
		message: 'No task is watched: the JSON array is empty',
		description: `Fill in an array of objects with ${fieldNames(provider)}.`,
	};
	return fixedList(
		readRefs(provider, readArray(given, provider), 'Tasks (JSON)'),
		whenEmpty,
		tools,
	);
}

/**
 * The references in the parameter: an array or a single object, as text or already parsed. A whole
 * task as Task Status gives it counts as its `ref`.
 * @throws {TaskRequestError} kind `input`
 */
export function readArray(given: unknown, provider: TaskProvider): readonly unknown[] {
	const isEmpty = given === undefined || given === null || given === '';
	const value = typeof given === 'string' && !isEmpty ? parseJson(given) : given;
	if (isEmpty) return [];
	if (!Array.isArray(value) && !isRecord(value)) {
		const what = value === undefined ? 'text that is not JSON' : describeJson(value);
		throw new TaskRequestError('input', `Tasks (JSON) is ${what} instead of an array`, {
			description: `Fill in an array of objects with ${fieldNames(provider)}.`,
		});
	}
	const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
	return entries.map((entry) => (isRecord(entry) && isRecord(entry.ref) ? entry.ref : entry));
}
