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
 * The API must list Data Tables, and the rows of one where there is one: each is a scope of its own.
 * The scopes to write are not tried, since nothing is written by a test.
 * @throws {TaskRequestError} naming what is missing: the API, the key, or a scope
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const list = async (path: string) => {
		const headers = { 'X-N8N-API-KEY': readKey(host.credential, 'apiKey') };
		const query = { limit: '1' };
		return readPage(await host.request({ method: 'GET', path, query, headers }, signal));
	};
	const [table] = await list('/data-tables');
	const tableId = toWord(table?.id);
	if (tableId !== null) await list(`/data-tables/${encodeURIComponent(tableId)}/rows`);
}

/** n8n's pages have a `nextCursor`, which is null on the last one (openapi.yml of 2.8.4). */
function readPage(answer: HttpAnswer): readonly JsonRecord[] {
	const { body } = answer;
	if (!isSuccess(answer)) throw apiError(answer);
	if (isRecord(body) && 'nextCursor' in body && Array.isArray(body.data)) {
		if (body.data.every(isRecord)) return body.data;
	}
	throw foreignAnswerError(answer, "a page of n8n's Data Tables", ADVICE);
}
