import type { JsonRecord } from '../../task/json';
import { readTexts } from './itemErrors';

/** What is worth keeping of a status, by its name in the task's details. */
const FIELDS = Object.entries<(status: JsonRecord) => unknown>({
	name: ({ name }) => name,
	projectId: (status) => status.project_id,
	source: ({ source }) => source,
	statusText: ({ status }) => status,
	exitCode: ({ exitCode }) => exitCode,
	exitMessage: ({ exitMessage }) => exitMessage,
	serviceUp: ({ serviceUp }) => serviceUp,
	totalCount: ({ totalCount }) => totalCount,
	completedCount: ({ completedCount }) => completedCount,
	failedCount: ({ failedCount }) => failedCount,
	totalSize: ({ totalSize }) => totalSize,
	completedSize: ({ completedSize }) => completedSize,
	failedSize: ({ failedSize }) => failedSize,
	currentObject: ({ currentObject }) => currentObject,
	notes: ({ notes }) => notes,
	metrics: ({ metrics }) => metrics,
	tokens: ({ tokens }) => tokens,
	usage: ({ usage }) => usage,
	errors: ({ errors }) => readTexts(errors),
	warnings: ({ warnings }) => readTexts(warnings),
});

/**
 * The extras of a status. Missing, null and empty ones are left out. The rates are only in the raw
 * answer, since their unit is doubtful.
 */
export function detailsOf(status: JsonRecord): JsonRecord {
	const details: JsonRecord = {};
	for (const [name, read] of FIELDS) {
		const value = read(status);
		if (!isEmpty(value)) details[name] = value;
	}
	return details;
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	return Array.isArray(value) && value.length === 0;
}
