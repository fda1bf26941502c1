import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../task/json';

/** Keys an AI agent gets: what it can act on, without identifiers, links, jobs and raw answers. */
const TOOL_KEYS = [
	'provider',
	'state',
	'outcome',
	'finished',
	'succeeded',
	'progress',
	'message',
	'failure',
	'warning',
	'result',
	'checkedAt',
	'timedOut',
	'fileName',
	'directory',
	'fileExtension',
	'mimeType',
	'dataTableId',
] as const;

/** The query of a link, in which its signature stands. */
const LINK_QUERY = /(https?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi;

/** An item of any operation as an AI agent gets it: trimmed, without files and without signed links. */
export function toolItem({ json, pairedItem }: INodeExecutionData): INodeExecutionData {
	const kept = TOOL_KEYS.flatMap((key) => (key in json ? [[key, withoutQueries(json[key])]] : []));
	return {
		json: Object.fromEntries(kept) as IDataObject,
		...(pairedItem !== undefined && { pairedItem }),
	};
}

function withoutQueries(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(LINK_QUERY, '$1');
	if (Array.isArray(value)) return value.map(withoutQueries);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutQueries(one)]));
}
