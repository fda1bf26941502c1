import type { JsonRecord } from '../../task/json';
import { readTexts } from './itemErrors';

/** Fields of a status that are worth keeping, by their names in the task's details. */
const FIELDS: ReadonlyArray<readonly [name: string, field: string]> = Object.entries({
	name: 'name',
	projectId: 'project_id',
	source: 'source',
	statusText: 'status',
	exitCode: 'exitCode',
	exitMessage: 'exitMessage',
	serviceUp: 'serviceUp',
	totalCount: 'totalCount',
	completedCount: 'completedCount',
	failedCount: 'failedCount',
	totalSize: 'totalSize',
	completedSize: 'completedSize',
	failedSize: 'failedSize',
	currentObject: 'currentObject',
	notes: 'notes',
	metrics: 'metrics',
	tokens: 'tokens',
	usage: 'usage',
});

/**
 * The extras of a status. Missing, null and empty ones are left out. The rates are only in the raw
 * answer, since their unit is doubtful.
 */
export function detailsOf(status: JsonRecord): JsonRecord {
	const entries = FIELDS.map(([name, field]): [string, unknown] => [name, status[field]]);
	entries.push(['errors', readTexts(status.errors)], ['warnings', readTexts(status.warnings)]);
	return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	return Array.isArray(value) && value.length === 0;
}
