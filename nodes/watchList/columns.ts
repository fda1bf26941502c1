/** The type of a Data Table's column. */
export interface Column {
	readonly name: string;
	readonly type: 'string' | 'number' | 'date';
}

/** The columns of a watch list; n8n itself adds `id`, `createdAt` and `updatedAt`. */
export const COLUMNS: readonly Column[] = [
	{ name: 'provider', type: 'string' },
	{ name: 'taskId', type: 'string' },
	{ name: 'ref', type: 'string' },
	{ name: 'context', type: 'string' },
	{ name: 'resumeUrl', type: 'string' },
	{ name: 'addedAt', type: 'date' },
	{ name: 'state', type: 'string' },
	{ name: 'progress', type: 'number' },
	{ name: 'message', type: 'string' },
	{ name: 'checkedAt', type: 'date' },
	{ name: 'reportedAt', type: 'date' },
];

/** The columns in words, for advice. */
export const COLUMN_NAMES = COLUMNS.map(({ name }) => name).join(', ');
