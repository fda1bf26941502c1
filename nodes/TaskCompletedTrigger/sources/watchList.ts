import type { IPollFunctions } from 'n8n-workflow';

import { readProvider } from '../../panel/providerProperty';
import { readFlag } from '../../panel/readValue';
import { providers as allProviders } from '../../providers';
import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { mapConcurrently } from '../../task/mapConcurrently';
import { DataTablesClient } from '../../watchList/api';
import type { Condition } from '../../watchList/api';
import { generationOf, readRow, refOf } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import { readLocator, resolveTable } from '../../watchList/table';
import type { WatchListTable } from '../../watchList/table';
import type { Configuration } from '../configuration';
import { CONCURRENT_WRITES } from '../limits';
import { taskKey } from '../marks';
import type { TriggerMemory } from '../memory';
import { byProvider } from './source';
import type { Broken, Reading, Source, Watched } from './source';
import { createRowWriter } from './writeRow';

/**
 * The pending rows of a Data Table.
 * @param closings what rows that are done with are to say
 * @throws {TaskRequestError} for parameters or a credential that are wrong
 */
export async function watchList(
	context: IPollFunctions,
	{ options }: Configuration,
	closings: TriggerMemory['closings'],
): Promise<Source> {
	const locator = readLocator(context.getNodeParameter('dataTableId', ''));
	const createTable = readFlag(context.getNodeParameter('createTable', false), 'Create Table');
	const given = context.getNodeParameter('options.deleteReported', false);
	const deleteReported = readFlag(given, 'Delete Reported');
	const create = createTable && context.getMode() !== 'manual';
	const providers = readListProviders(context.getNodeParameter('listProviders', []));
	const api = await DataTablesClient.open(context, options.requestTimeoutMs);
	const writeRow = createRowWriter(context, { ...options, deleteReported }, api, closings);
	let table: WatchListTable | undefined;
	return {
		secrets: api.secrets,
		read: async (signal) => {
			const isFirst = table === undefined;
			table ??= await resolveTable(api, locator, create, signal);
			const reading = await readPending(api, table, providers, signal);
			// Later in a poll what is on its way may be of rows that are written by now.
			if (isFirst) forgetWritten(closings, reading);
			return reading;
		},
		writeBack: async (news, signal) => {
			const tableId = table?.id ?? '';
			const faults: unknown[] = [];
			const written = await mapConcurrently(news, CONCURRENT_WRITES, async (one) => {
				if (signal.aborted) return false;
				return await writeRow(tableId, one, signal).catch((error: unknown) => {
					faults.push(error);
					return false;
				});
			});
			if (faults.length > 0) throw faults[0];
			return written.includes(true);
		},
	};
}

function readListProviders(given: unknown): ReadonlySet<TaskProvider> {
	const chosen = new Set((Array.isArray(given) ? given : []).map(readProvider));
	if (chosen.size > 0) return chosen;
	throw new TaskRequestError('input', 'No provider is chosen, so no row would ever be watched', {
		description: 'Choose one or more under Providers.',
	});
}

async function readPending(
	api: DataTablesClient,
	{ id, reportsAsText }: WatchListTable,
	providers: ReadonlySet<TaskProvider>,
	signal: AbortSignal,
): Promise<Reading> {
	const watched: Watched[] = [];
	const broken: Broken[] = [];
	for (const value of reportsAsText ? [null, ''] : [null]) {
		const pending: Condition = { columnName: 'reportedAt', condition: 'eq', value };
		// Page by page: to read thousands at once would hold up all of n8n.
		for await (const page of api.readRows(id, [pending], signal)) {
			for (const row of page.map(readRow)) {
				if (row.provider !== undefined && !providers.has(row.provider)) continue;
				try {
					watched.push(toWatched(row));
				} catch (error) {
					broken.push({ row, error });
				}
			}
		}
	}
	return { watched: byProvider(watched), broken };
}

/** What a row said is not needed any more once it is pending no longer, or was added again. */
function forgetWritten(closings: TriggerMemory['closings'], { watched }: Reading): void {
	if (closings.size === 0) return;
	const rows = [...watched.values()].flat().flatMap((one) => one.rows);
	const pending = new Set(rows.map(generationOf));
	for (const generation of closings.keys()) {
		if (!pending.has(generation)) closings.delete(generation);
	}
}

/** @throws {TaskRequestError} kind `input` for a row whose task cannot be told */
function toWatched(row: Row): Watched {
	const provider = row.provider ?? unknownProvider(row);
	const ref = refOf(row, provider);
	return { key: taskKey(provider, ref), provider, ref, rows: [row] };
}

function unknownProvider({ providerText }: Row): never {
	const what = providerText === null ? 'is empty' : `has the unknown value "${providerText}"`;
	throw new TaskRequestError('input', `The column "provider" ${what}`, {
		description: `Fill in one of: ${allProviders.map(({ name }) => name).join(', ')}.`,
	});
}
