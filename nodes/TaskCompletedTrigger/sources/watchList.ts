import type { IPollFunctions } from 'n8n-workflow';

import { providers as allProviders } from '../../providers';
import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { mapConcurrently } from '../../task/mapConcurrently';
import { openDataTables } from '../../watchList/api';
import type { Condition, DataTablesApi, RowData } from '../../watchList/api';
import { waitingBases } from '../../watchList/resume';
import { messageOf, readRow, refOf } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import { resolveTable } from '../../watchList/table';
import type { WatchListTable } from '../../watchList/table';
import type { WatchListConfiguration } from '../configuration';
import { CONCURRENT_WRITES } from '../limits';
import { taskKey } from '../marks';
import { byProvider } from './source';
import type { Broken, Reading, RowNews, Source, Watched } from './source';

/** The pending rows of a Data Table. */
export async function watchList(
	context: IPollFunctions,
	{ table: locator, createTable, providers, deleteReported }: WatchListConfiguration,
	requestTimeoutMs: number,
): Promise<Source> {
	const api = await openDataTables(context, requestTimeoutMs);
	/** Rows whose progress or message was written in this poll. */
	const written = new Set<number>();
	let table: WatchListTable | undefined;
	const create = createTable && context.getMode() !== 'manual';
	return {
		secrets: api.secrets,
		resumeBases: waitingBases(context, api.baseUrl),
		whenEmpty: {
			message: 'The watch list has no pending tasks of the chosen providers',
			description:
				'Add tasks with the operation Add to Watch List of Task Status, then test again.',
		},
		read: async (signal) => {
			table ??= await resolveTable(api, locator, create, signal);
			return await readPending(api, table, providers, signal);
		},
		writeBack: async (news, signal) => {
			const tableId = table?.id ?? '';
			const write = async (one: RowNews) => {
				const { row, isClosed } = one;
				const data = changesOf(one);
				const isWorthIt = isClosed || data?.state !== row.state || !written.has(row.id);
				if (data === null || !isWorthIt) return;
				written.add(row.id);
				if (isClosed && deleteReported) await api.deleteRows(tableId, asItWas(row), signal);
				else await api.updateRows(tableId, asItWas(row), data, signal);
			};
			const faults: unknown[] = [];
			await mapConcurrently(news, CONCURRENT_WRITES, async (one) => {
				if (signal.aborted) return;
				await write(one).catch((error: unknown) => faults.push(error));
			});
			if (faults.length > 0) throw faults[0];
		},
	};
}

async function readPending(
	api: DataTablesApi,
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
			for (const record of page) {
				const row = readRow(record);
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

/** What is to be written to a row, if anything differs. */
function changesOf({
	row,
	answer,
	state: given,
	message: words,
	isClosed,
}: RowNews): RowData | null {
	const now = new Date().toISOString();
	const state = given ?? answer?.task.state ?? row.state;
	const progress = answer === null ? row.progress : answer.task.progress;
	const ownWords = answer === null ? row.message : messageOf(answer.task);
	const message = words === undefined ? ownWords : words;
	const isSame = row.state === state && row.progress === progress && row.message === message;
	if (isSame && !isClosed) return null;
	const data = { state, progress, message, checkedAt: answer?.task.checkedAt ?? now };
	return isClosed ? { ...data, reportedAt: now } : data;
}

/** Somebody may have added the task again since the row was read, or changed it. */
function asItWas({ id, read }: Row): readonly Condition[] {
	return Object.entries({ id, ...read }).map(([columnName, value]) => ({
		columnName,
		condition: 'eq',
		value,
	}));
}
