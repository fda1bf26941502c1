import { setMaxListeners } from 'node:events';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from '../../host/toNodeError';
import { canceledError } from '../../task/errors';
import { openDataTables } from '../../watchList/api';
import type { DataTablesApi } from '../../watchList/api';
import { addRow } from '../../watchList/addRow';
import { readLocator, resolveTable } from '../../watchList/table';
import { errorItem } from '../items';
import { readOptions } from '../options';
import { createRefReader } from '../refs';
import { readProvider } from '../run';

/** What the items of an execution share. */
interface Shared {
	readonly context: IExecuteFunctions;
	readonly api: DataTablesApi;
	/** Ids by the locators seen so far. */
	readonly tables: Map<string, string>;
	readonly signal: AbortSignal;
}

/**
 * Add to Watch List: puts each task into a Data Table, or begins to watch its row anew. One item
 * after the other, so that the same task twice is one row.
 */
export async function addToWatchList(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const signal = context.getExecutionCancelSignal() ?? new AbortController().signal;
	setMaxListeners(0, signal);
	const added: INodeExecutionData[] = [];
	let shared: Shared | undefined;
	for (const index of context.getInputData().keys()) {
		try {
			if (signal.aborted) throw canceledError();
			shared ??= await share(context, signal);
			added.push({ json: await addOne(shared, index), pairedItem: { item: index } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, secretsOf(context, index), index);
			if (!context.continueOnFail() || signal.aborted) throw nodeError;
			added.push(errorItem(nodeError, index));
		}
	}
	return [added];
}

async function share(context: IExecuteFunctions, signal: AbortSignal): Promise<Shared> {
	const api = await openDataTables(context, readOptions(context).requestTimeoutMs);
	return { context, api, tables: new Map(), signal };
}

async function addOne(
	{ context, api, tables, signal }: Shared,
	index: number,
): Promise<IDataObject> {
	const provider = readProvider(context);
	const ref = createRefReader(context, provider)(index);
	const taskId = provider.taskIdOf(ref);
	const locator = readLocator(context.getNodeParameter('dataTableId', index, ''));
	const key = `${locator.mode}:${locator.value}`;
	const create = context.getNodeParameter('createTable', index, false) === true;
	const dataTableId = tables.get(key) ?? (await resolveTable(api, locator, create, signal)).id;
	tables.set(key, dataTableId);
	await addRow(context, index, api, dataTableId, provider, ref, signal);
	return { provider: provider.name, taskId, ref: { ...ref }, dataTableId };
}

/** The identifiers that must not show in a message, as far as they can be read. */
function secretsOf(context: IExecuteFunctions, index: number): readonly string[] {
	try {
		const provider = readProvider(context);
		return provider.secretsOf(createRefReader(context, provider)(index));
	} catch {
		return [];
	}
}
