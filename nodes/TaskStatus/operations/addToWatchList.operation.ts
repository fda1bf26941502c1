import type { IExecuteFunctions } from 'n8n-workflow';

import { readFlag } from '../../panel/readValue';
import { TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import { DataTablesClient } from '../../watchList/api';
import type { Condition } from '../../watchList/api';
import { newRow, readContextGiven } from '../../watchList/row';
import { readLocator, resolveTable } from '../../watchList/table';
import type { TableLocator } from '../../watchList/table';
import { answerEach } from '../answerEach';
import type { Opened, Operation, PlacedItem, Run, Turn } from '../turn';

/** What the items of an execution share. */
interface WatchLists extends Opened {
	readonly api: DataTablesClient;
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
	const api = await DataTablesClient.open(context, requestTimeoutMs);
	return {
		api,
		tables: new Map(),
		secretsOf: (ref) => (ref === null ? api.secrets : api.secrets.concat(provider.secretsOf(ref))),
		close: async () => await Promise.resolve(),
	};
}

async function addOne(turn: Turn<WatchLists>): Promise<readonly PlacedItem[]> {
	const { index, provider, ref, session, signal } = turn;
	const taskId = provider.taskIdOf(ref);
	// All is read before anything is asked: a wrong parameter creates no table.
	const { locator, create, note, resumeUrl } = readParameters(turn);
	const dataTableId = await tableId(turn, locator, create);
	// An execution that waits has a row of its own.
	const sameTask = Object.entries({ provider: provider.name, taskId, resumeUrl }).map(
		([columnName, value]): Condition => ({ columnName, condition: 'eq', value }),
	);
	const row = newRow(provider, taskId, ref, note, resumeUrl);
	await session.api.writeRows('upsert', dataTableId, sameTask, row, signal);
	const json = { provider: provider.name, taskId, ref: { ...ref }, dataTableId };
	return [{ outcome: 'done', item: { json, pairedItem: { item: index } } }];
}

/** @throws {TaskRequestError} kind `input` */
function readParameters({ context, index }: Turn<WatchLists>) {
	const read = (name: string, fallback: unknown) => context.getNodeParameter(name, index, fallback);
	const isAwaited = readFlag(read('resumeExecution', false), 'Resume Execution');
	return {
		locator: readLocator(read('dataTableId', '')),
		create: readFlag(read('createTable', false), 'Create Table'),
		note: readContextGiven(read('context', '')),
		resumeUrl: isAwaited ? readResumeUrl(context, index) : null,
	};
}

/**
 * Where this execution can be resumed.
 * @throws {TaskRequestError} kind `input` for several items of one execution that waits
 */
function readResumeUrl(context: IExecuteFunctions, index: number): string | null {
	const { length } = context.getInputData();
	if (length > 1) {
		throw new TaskRequestError('input', `One execution cannot wait for ${length} tasks at once`, {
			description:
				'The first end would resume it for all. Put a Loop Over Items node with Batch Size 1 before this node, and let the Wait node lead back to it: the tasks run at the same time, and the execution waits for one after the other.',
		});
	}
	return toText(context.evaluateExpression('{{ $execution.resumeUrl }}', index));
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
