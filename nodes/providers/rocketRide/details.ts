import type { JsonRecord } from '../../task/json';
import { readTexts } from './itemErrors';

/** What is worth keeping of a status under its own name. */
const KEPT = [
	'name',
	'source',
	'exitCode',
	'exitMessage',
	'serviceUp',
	'totalCount',
	'completedCount',
	'failedCount',
	'totalSize',
	'completedSize',
	'failedSize',
	'currentObject',
	'notes',
	'metrics',
	'tokens',
	'usage',
] as const;

/**
 * The extras of a status. Missing, null and empty ones are left out. The rates are only in the raw
 * answer, since their unit is doubtful.
 */
export function detailsOf(status: JsonRecord): JsonRecord {
	const kept = KEPT.map((name) => [name, status[name]] as const);
	const renamed = [
		['projectId', status.project_id],
		['statusText', status.status],
		['errors', readTexts(status.errors)],
		['warnings', readTexts(status.warnings)],
	] as const;
	return Object.fromEntries([...kept, ...renamed].filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	return Array.isArray(value) && value.length === 0;
}
