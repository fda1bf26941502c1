import { TaskRequestError } from '../task/errors';
import { isRecord } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toWord } from '../task/normalize';
import type { DataTablesClient } from './api';
import { COLUMNS } from './columns';

/** How the author names a Data Table. */
export interface TableLocator {
	readonly mode: 'name' | 'id';
	readonly value: string;
}

/** A Data Table that has every column of a watch list. */
export interface WatchListTable {
	readonly id: string;
	/** Whether an empty `reportedAt` can be the empty text, as in a table that was imported. */
	readonly reportsAsText: boolean;
}

/**
 * The Data Table that a resource locator names; an expression may also give the id alone, and a name
 * such as 2024 as a number.
 * @throws {TaskRequestError} kind `input` when it is empty
 */
export function readLocator(given: unknown): TableLocator {
	const value = toWord(isRecord(given) ? given.value : given);
	if (value === null) {
		throw new TaskRequestError('input', 'No Data Table is chosen', {
			description: 'Choose the Data Table from the list, or fill in its name or ID.',
		});
	}
	return { mode: isRecord(given) && given.mode === 'name' ? 'name' : 'id', value };
}

/**
 * Finds a Data Table and checks its columns.
 * @param create whether to create the table when there is none of that name
 * @throws {TaskRequestError} kind `configuration` when there is none, or one that lacks a column
 */
export async function resolveTable(
	api: DataTablesClient,
	locator: TableLocator,
	create: boolean,
	signal: AbortSignal,
): Promise<WatchListTable> {
	const id = await idOf(api, locator, create, signal);
	const { columns } = await api.getTable(id, signal);
	const types = new Map(
		(Array.isArray(columns) ? columns.filter(isRecord) : []).map(({ name, type }) => [name, type]),
	);
	const missing = COLUMNS.filter(({ name }) => !types.has(name)).map(({ name }) => name);
	if (missing.length > 0) throw missingColumns(locator, missing);
	return { id, reportsAsText: types.get('reportedAt') === 'string' };
}

async function idOf(
	api: DataTablesClient,
	{ mode, value }: TableLocator,
	create: boolean,
	signal: AbortSignal,
): Promise<string> {
	if (mode === 'id') return value;
	const found = await findTable(api, value, signal);
	if (found !== null) return found;
	if (!create) {
		throw new TaskRequestError(
			'configuration',
			`There is no Data Table named "${value}": turn on Create Table, or check the name`,
			{
				description:
					'Create Table of Add to Watch List makes it as well. Tables of other projects are found by ID.',
			},
		);
	}
	// Two executions may create it at the same time: the second one finds it.
	return await api.createTable(value, COLUMNS, signal).then(readId, async (error: unknown) => {
		const other = await findTable(api, value, signal);
		if (other === null) throw error;
		return other;
	});
}

async function findTable(
	api: DataTablesClient,
	name: string,
	signal: AbortSignal,
): Promise<string | null> {
	const tables = (await api.listTables(name, signal)).filter((one) => one.name === name);
	if (tables.length > 1) {
		throw new TaskRequestError('configuration', `There are several Data Tables named "${name}"`, {
			description: 'Choose the Data Table from the list, or fill in its ID.',
		});
	}
	return tables[0] === undefined ? null : readId(tables[0]);
}

function readId({ id }: JsonRecord): string {
	if (typeof id === 'string') return id;
	throw new TaskRequestError('protocol', 'n8n answered with a Data Table that has no ID', {
		description: 'Please report this with the version of n8n.',
	});
}

function missingColumns({ value }: TableLocator, missing: readonly string[]): TaskRequestError {
	const names = missing.map((name) => `"${name}"`).join(', ');
	const what = missing.length === 1 ? 'the column' : 'the columns';
	return new TaskRequestError('configuration', `The Data Table "${value}" lacks ${what} ${names}`, {
		description:
			'Add what is missing: addedAt, checkedAt and reportedAt as dates, progress as a number, all others as text. Or name a table that does not exist yet, and turn on Create Table.',
	});
}
