import type { ProviderHost } from '../providers/provider';
import { foreignAnswerError } from '../providers/shared/foreignAnswer';
import { isSuccess } from '../providers/shared/httpAnswer';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { isRecord } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toWord } from '../task/normalize';
import { apiError } from './apiError';
import { readKey } from '../providers/shared/key';

const ADVICE =
	'Enter the address of the public API as n8n itself sees it, with the version, e.g. http://localhost:5678/api/v1.';

/**
 * The API must list Data Tables; where there is one, it must be readable, and its rows readable and
 * writable in both ways: each is a scope of its own.
 * @throws {TaskRequestError} naming what is missing: the API, the key, or a scope
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const headers = { 'X-N8N-API-KEY': readKey(host.credential, 'apiKey') };
	const list = async (path: string, scope: string) => {
		const query = { limit: '1' };
		return readPage(await host.request({ method: 'GET', path, query, headers }, signal), scope);
	};
	const [table] = await list('/data-tables', 'dataTable:list');
	const tableId = toWord(table?.id);
	if (tableId === null) return;
	const path = `/data-tables/${encodeURIComponent(tableId)}`;
	await list(`${path}/rows`, 'dataTableRow:read');
	// Who may not is refused before n8n looks at what is to be written.
	for (const [method, rest, scope] of ATTEMPTS) {
		const body = method === 'GET' ? {} : { body: NO_CHANGE };
		const answer = await host.request({ method, path: path + rest, headers, ...body }, signal);
		if (answer.status === 403) throw apiError(answer, scope);
	}
}

/** What every row that is added or told needs besides, with its scope. */
const ATTEMPTS = [
	['GET', '', 'dataTable:read'],
	['PATCH', '/rows/update', 'dataTableRow:update'],
	['POST', '/rows/upsert', 'dataTableRow:upsert'],
] as const;

/** A trial that no row fits, and without a value, which n8n refuses to write (openapi.yml of 2.8.4). */
const NO_CHANGE = {
	filter: { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: 0 }] },
	data: {},
	dryRun: true,
};

/** n8n's pages have a `nextCursor`, which is null on the last one (openapi.yml of 2.8.4). */
function readPage(answer: HttpAnswer, scope: string): readonly JsonRecord[] {
	const { body } = answer;
	if (!isSuccess(answer)) throw apiError(answer, scope);
	if (isRecord(body) && 'nextCursor' in body && Array.isArray(body.data)) {
		if (body.data.every(isRecord)) return body.data;
	}
	throw foreignAnswerError(answer, "a page of n8n's Data Tables", ADVICE);
}
