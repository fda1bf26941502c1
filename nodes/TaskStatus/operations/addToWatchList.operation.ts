import { readFlag } from '../../panel/readFlag';
import { openDataTables } from '../../watchList/api';
import type { DataTablesApi } from '../../watchList/api';
import { addRow } from '../../watchList/addRow';
import { readLocator, resolveTable } from '../../watchList/table';
import type { TableLocator } from '../../watchList/table';
import { answerEach } from '../answerEach';
import type { Opened, Operation, PlacedItem, Run, Turn } from '../turn';

/** What the items of an execution share. */
interface WatchLists extends Opened {
	readonly api: DataTablesApi;
	/** Ids by the locators seen so far. */
	readonly tables: Map<string, string>;
}

/**
 * Add to Watch List: puts each task into a Data Table, or begins to watch its row anew. One item
 * after the other, so that the same task twice is one row.
 */
export const addToWatchList: Operation = async (run) =>
	await answerEach(run, openWatchLists, addOne, 1);

async function openWatchLists(
	{ context, provider }: Run,
	requestTimeoutMs: number,
): Promise<WatchLists> {
	const api = await openDataTables(context, requestTimeoutMs);
	return {
		api,
		tables: new Map(),
		secretsOf: (ref) => (ref === null ? api.secrets : api.secrets.concat(provider.secretsOf(ref))),
		close: async () => await Promise.resolve(),
	};
}

async function addOne(turn: Turn<WatchLists>): Promise<readonly PlacedItem[]> {
	const { context, index, provider, ref, session, signal } = turn;
	const taskId = provider.taskIdOf(ref);
	const locator = readLocator(context.getNodeParameter('dataTableId', index, ''));
	const create = readFlag(context.getNodeParameter('createTable', index, false), 'Create Table');
	const dataTableId = await tableId(turn, locator, create);
	const awaits = context.getNodeParameter('resumeExecution', index, false);
	const isAwaited = readFlag(awaits, 'Resume Execution');
	await addRow(context, index, session.api, dataTableId, provider, ref, isAwaited, signal);
	const json = { provider: provider.name, taskId, ref: { ...ref }, dataTableId };
	return [{ outcome: 'done', item: { json, pairedItem: { item: index } } }];
}

async function tableId(
	{ session: { api, tables }, signal }: Turn<WatchLists>,
	locator: TableLocator,
	create: boolean,
): Promise<string> {
	const key = `${locator.mode}:${locator.value}`;
	const id = tables.get(key) ?? (await resolveTable(api, locator, create, signal)).id;
	tables.set(key, id);
	return id;
}
