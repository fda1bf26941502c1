import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toNodeError } from '../host/toNodeError';
import { toWord } from '../task/normalize';
import { DataTablesClient } from './api';
import { SEARCH_TIMEOUT_MS } from './limits';

/** The Data Tables to choose from in the editor. */
export async function findDataTables(
	context: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	let secrets: readonly string[] = [];
	try {
		const api = await DataTablesClient.open(context, SEARCH_TIMEOUT_MS);
		secrets = api.secrets;
		const tables = await api.listTables(null, new AbortController().signal);
		const results = tables.map(({ id, name }) => ({
			name: toWord(name) ?? '',
			value: toWord(id) ?? '',
		}));
		const wanted = (filter ?? '').trim().toLowerCase();
		return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (error) {
		throw toNodeError(context.getNode(), error, secrets);
	}
}
