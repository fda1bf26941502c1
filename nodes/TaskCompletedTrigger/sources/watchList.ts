import type { IPollFunctions } from 'n8n-workflow';

import { mapConcurrently } from '../../task/mapConcurrently';
import { openDataTables } from '../../watchList/api';
import type { DataTablesApi } from '../../watchList/api';
import { readRow } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import { readLocator, resolveTable } from '../../watchList/table';
import type { Configuration } from '../configuration';
import { createListLooker } from '../look/listLook';
import type { Sessions } from '../look/sessions';
import { isCutOff } from '../look/sight';
import type { Fault } from '../look/sight';
import type { Round, Source } from '../look/source';
import type { SourceTools } from './fixedList';
import { toTracked, updatesOf } from './trackedRows';
import type { RowUpdate } from './trackedRows';

/** Writes to n8n's own database that may be under way at the same time. */
const CONCURRENT_WRITES = 4;

/** The rows of a Data Table that have not been reported yet, of whatever provider. */
export async function watchList(
	context: IPollFunctions,
	{ options }: Configuration,
	{ sessions, maxConcurrency, memory }: SourceTools,
): Promise<Source> {
	const locator = readLocator(context.getNodeParameter('dataTableId', ''));
	const api = await openDataTables(context, options.requestTimeoutMs);
	const lookAtList = createListLooker(sessions, maxConcurrency, memory);
	let tableId: string | null = null;
	let without: readonly string[] = [];
	return {
		hasBaseline: false,
		whenEmpty: () => whenEmpty(without),
		look: async (round) => {
			tableId ??= await resolveTable(api, locator, false, round.signal);
			const rows = await readPending(api, tableId, round.signal);
			const mine = rows.filter(({ provider }) => sessions.hasCredential(provider));
			without = displayNamesWithout(rows, sessions);
			const { tracked, broken } = toTracked(mine);
			const { findings, missed } = await lookAtList(
				tracked.map(({ watched }) => watched),
				round,
			);
			const updates = updatesOf(tracked, broken, findings, round);
			const writeFaults = round.isReadOnly ? [] : await write(api, tableId, updates, round);
			const asked = findings.flatMap((one) => (one.kind === 'fault' ? [one.fault] : []));
			return {
				sightings: findings.flatMap((finding) => {
					if (finding.kind !== 'seen') return [];
					const rowsOfTask = tracked.filter(({ watched }) => watched.key === finding.watched.key);
					const context = rowsOfTask.map(({ row }) => row.context).find((one) => one !== null);
					return [{ answer: finding.answer, context: context ?? null }];
				}),
				faults: [...writeFaults, ...asked, ...broken.map(({ fault }) => fault)],
				watched: tracked.length + broken.length,
				missed,
				// Rows are added while this poll goes on.
				isOpen: true,
			};
		},
	};
}

async function readPending(
	api: DataTablesApi,
	tableId: string,
	signal: AbortSignal,
): Promise<readonly Row[]> {
	const unreported = { columnName: 'reportedAt', condition: 'eq', value: null } as const;
	const records = await api.readRows(tableId, [unreported], signal);
	return records.map(readRow).filter((row) => row !== null);
}

/**
 * Writes what has changed. The row must still be in the state it was read in: somebody may have
 * added the task again meanwhile.
 */
async function write(
	api: DataTablesApi,
	tableId: string,
	updates: readonly RowUpdate[],
	{ signal }: Round,
): Promise<readonly Fault[]> {
	try {
		await mapConcurrently(updates, CONCURRENT_WRITES, async ({ row, data }) => {
			const conditions = [
				{ columnName: 'id', condition: 'eq', value: row.id },
				{ columnName: 'state', condition: 'eq', value: row.state },
				{ columnName: 'reportedAt', condition: 'eq', value: null },
			] as const;
			await api.updateRows(tableId, conditions, data, signal);
		});
		return [];
	} catch (error) {
		// What there was no time for is written at the next poll.
		return isCutOff(error) ? [] : [{ error, provider: null, secrets: [] }];
	}
}

function displayNamesWithout(rows: readonly Row[], sessions: Sessions): readonly string[] {
	const left = rows.filter(({ provider }) => !sessions.hasCredential(provider));
	return [...new Set(left.map(({ provider }) => provider.displayName))];
}

function whenEmpty(without: readonly string[]) {
	if (without.length > 0) {
		return {
			message: `The watch list has tasks of ${without.join(' and ')} only, for which no credential is chosen`,
			description: 'Choose the credentials of the providers to watch at the top of this node.',
		};
	}
	return {
		message: 'The watch list has no pending tasks',
		description: 'Add tasks with the operation Add to Watch List of Task Status, then test again.',
	};
}
