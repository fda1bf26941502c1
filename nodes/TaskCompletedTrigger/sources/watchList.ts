import type { IPollFunctions } from 'n8n-workflow';

import { providers as allProviders } from '../../providers';
import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { mapConcurrently } from '../../task/mapConcurrently';
import { DataTablesClient } from '../../watchList/api';
import type { Condition, RowData } from '../../watchList/api';
import { resume, waitingBases } from '../../watchList/resume';
import { generationOf, messageOf, readRow, refOf } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import { resolveTable } from '../../watchList/table';
import type { WatchListTable } from '../../watchList/table';
import type { WatchListConfiguration } from '../configuration';
import { taskItem } from '../items';
import { CONCURRENT_WRITES } from '../limits';
import { taskKey } from '../marks';
import type { TriggerMemory } from '../memory';
import { byProvider } from './source';
import type { Broken, Reading, RowNews, Source, Watched } from './source';

/**
 * The pending rows of a Data Table.
 * @param closings what rows that are done with are to say
 */
export async function watchList(
	context: IPollFunctions,
	{ table: locator, createTable, providers, deleteReported, options }: WatchListConfiguration,
	closings: TriggerMemory['closings'],
): Promise<Source> {
	const { requestTimeoutMs, includeRaw } = options;
	const api = await DataTablesClient.open(context, requestTimeoutMs);
	const bases = waitingBases(context, api.baseUrl);
	/** Rows whose progress or message was written in this poll. */
	const written = new Set<number>();
	let table: WatchListTable | undefined;
	const create = createTable && context.getMode() !== 'manual';
	/** Resumes the execution that waits for the row's end, once, also if the row cannot be marked. */
	const resumed = async (news: RowNews, signal: AbortSignal): Promise<RowNews> => {
		const { row, answer, isClosed } = news;
		if (row.resumeUrl === null || !isClosed) return news;
		const generation = generationOf(row);
		const known = closings.get(generation);
		if (known?.isResumed === true || answer === null) return { ...news, ...known };
		const { json } = taskItem(answer, [row], includeRaw);
		const end = await resume(context, row.resumeUrl, bases, json, requestTimeoutMs, signal);
		if (end.kind === 'later') return { row, answer, message: end.message, isClosed: false };
		const { task } = answer;
		const message = end.kind === 'resumed' ? messageOf(task) : end.message;
		const words = { state: task.state, message, isClosed, isResumed: true };
		closings.set(generation, { ...words, answer: null });
		return { ...words, row, answer };
	};
	const write = async (news: RowNews, signal: AbortSignal) => {
		const { row, isClosed } = news;
		const data = changesOf(news);
		const isWorthIt = isClosed || data?.state !== row.state || !written.has(row.id);
		if (data === null || !isWorthIt) return;
		written.add(row.id);
		const tableId = table?.id ?? '';
		const isOver = isClosed && (await isAddedAgain(api, tableId, row, signal));
		if (isClosed && deleteReported && !isOver) await api.deleteRows(tableId, asItWas(row), signal);
		else if (!isOver) await api.writeRows('update', tableId, asItWas(row), data, signal);
		if (isClosed && row.resumeUrl === null) closings.delete(generationOf(row));
	};
	return {
		secrets: api.secrets,
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
			const faults: unknown[] = [];
			await mapConcurrently(news, CONCURRENT_WRITES, async (one) => {
				if (signal.aborted) return;
				const told = await resumed(one, signal);
				await write(told, signal).catch((error: unknown) => faults.push(error));
			});
			if (faults.length > 0) throw faults[0];
		},
	};
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

/**
 * Whether the task was added again since its row was read. A row that had a state has none then, which
 * the conditions of the write tell; n8n compares no dates in them (SQLite, 2.8.4).
 */
async function isAddedAgain(
	api: DataTablesClient,
	tableId: string,
	row: Row,
	signal: AbortSignal,
): Promise<boolean> {
	if (row.read.state !== null) return false;
	const byId: Condition = { columnName: 'id', condition: 'eq', value: row.id };
	for await (const [record] of api.readRows(tableId, [byId], signal)) {
		return record !== undefined && generationOf(readRow(record)) !== generationOf(row);
	}
	return false;
}

/** Somebody may have added the task again since the row was read, or changed it. */
function asItWas({ id, read }: Row): readonly Condition[] {
	return Object.entries({ id, ...read }).map(([columnName, value]) => ({
		columnName,
		condition: 'eq',
		value,
	}));
}
