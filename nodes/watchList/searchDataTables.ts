import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

/** The Data Tables to choose from in the editor; loaded when somebody opens the list. */
export async function searchDataTables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { findDataTables } = await import('./findDataTables');
	return await findDataTables(this, filter);
}
