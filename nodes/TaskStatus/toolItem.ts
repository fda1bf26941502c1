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

/** A link; its slashes may be escaped, as in JSON within a text. */
const LINK = /https?:(?:\\?\/){2}[^\s"'<>]*/gi;

/** The query of a link, in which its signature stands. As part of the link's pattern it took the square of a list of links. */
const QUERY = /[?#].*/s;

/** Members of a result that let whoever has them in, e.g. CloudCoin's `transmit_code`. */
const SECRET_KEY =
	/(transmit_?code|password|secret|token|authorization|(access|api|private|secret|subscription)[-_]?key)$/i;

/** An item of any operation as an AI agent gets it: trimmed, without files and without signed links. */
export function toolItem({ json, pairedItem }: INodeExecutionData): INodeExecutionData {
	const kept = TOOL_KEYS.flatMap((key) => (key in json ? [[key, withoutSecrets(json[key])]] : []));
	return {
		json: Object.fromEntries(kept) as IDataObject,
		...(pairedItem !== undefined && { pairedItem }),
	};
}

function withoutSecrets(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(LINK, (link) => link.replace(QUERY, ''));
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, member]) =>
			SECRET_KEY.test(key) ? [] : [[key, withoutSecrets(member)]],
		),
	);
}
