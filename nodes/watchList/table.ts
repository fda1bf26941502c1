import { TaskRequestError } from '../task/errors';
import { isRecord } from '../task/json';
import { toText } from '../task/normalize';
import type { DataTablesApi } from './api';
import { COLUMNS } from './columns';

/** How the author names a Data Table. */
export interface TableLocator {
	readonly mode: 'name' | 'id';
	readonly value: string;
}

/**
 * The Data Table that a resource locator names; an expression may also give the id alone.
 * @throws {TaskRequestError} kind `input` when it is empty
 */
export function readLocator(given: unknown): TableLocator {
	const value = toText(isRecord(given) ? given.value : given);
	if (value === null) {
		throw new TaskRequestError('input', 'No Data Table is chosen', {
			description: 'Choose the Data Table from the list, or fill in its name or ID.',
		});
	}
	return { mode: isRecord(given) && given.mode === 'name' ? 'name' : 'id', value };
}

/**
 * The id of a Data Table.
 * @param create whether to create the table when there is none of that name
 * @throws {TaskRequestError} kind `configuration` when there is none
 */
export async function resolveTable(
	api: DataTablesApi,
	{ mode, value }: TableLocator,
	create: boolean,
	signal: AbortSignal,
): Promise<string> {
	if (mode === 'id') return value;
	const found = await findTable(api, value, signal);
	if (found !== null) return found;
	if (!create) {
		throw new TaskRequestError('configuration', `There is no Data Table named "${value}"`, {
			description:
				'Check the name, or let Add to Watch List create the table: turn on Create Table. Tables of other projects are found by ID.',
		});
	}
	// Two executions may create it at the same time: the second one finds it.
	return await api
		.createTable(value, COLUMNS, signal)
		.then(
			idOf,
			async (error: unknown) =>
				(await findTable(api, value, signal)) ?? (await Promise.reject(error as Error)),
		);
}

async function findTable(
	api: DataTablesApi,
	name: string,
	signal: AbortSignal,
): Promise<string | null> {
	const tables = await api.listTables(name, signal);
	const table = tables.find((one) => one.name === name);
	return table === undefined ? null : idOf(table);
}

function idOf({ id }: Readonly<Record<string, unknown>>): string {
	if (typeof id === 'string') return id;
	throw new TaskRequestError('protocol', 'n8n answered with a Data Table that has no ID', {
		description: 'Please report this with the version of n8n.',
	});
}
