import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toWord } from '../task/normalize';
import { SEARCH_TIMEOUT_MS } from './limits';

/** The Data Tables to choose from in the editor. What asks for them is loaded when somebody opens the list. */
export async function searchDataTables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { DataTablesClient } = await import('./api');
	const { toNodeError } = await import('../host/toNodeError');
	let secrets: readonly string[] = [];
	try {
		const api = await DataTablesClient.open(this, SEARCH_TIMEOUT_MS);
		secrets = api.secrets;
		const tables = await api.listTables(null, new AbortController().signal);
		const results = tables.map(({ id, name }) => ({
			name: toWord(name) ?? '',
			value: toWord(id) ?? '',
		}));
		const wanted = (filter ?? '').trim().toLowerCase();
		return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (error) {
		throw toNodeError(this.getNode(), error, secrets);
	}
}
