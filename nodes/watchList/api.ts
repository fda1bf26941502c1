import type { HostContext } from '../host/n8nRequest';
import { sendRequest } from '../host/n8nRequest';
import { openCredential } from '../host/openCredential';
import type { ProviderRequest } from '../providers/provider';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { isSuccess, shapeError } from '../providers/shared/httpAnswer';
import { TaskRequestError } from '../task/errors';
import { isRecord } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toWord } from '../task/normalize';
import { apiError } from './apiError';
import { WATCH_LIST_CREDENTIAL } from './properties';

/** n8n's largest page (api-types, `MAX_ITEMS_PER_PAGE` in 2.8.4 and 2.40.7). */
const PAGE_SIZE = '250';

/** A condition on a row, as n8n's filters have it. */
export interface Condition {
	readonly columnName: string;
	readonly condition: 'eq';
	readonly value: string | number | null;
}

/** The values of a row's columns. */
export type RowData = Readonly<Record<string, string | number | null>>;

/** n8n's public API of Data Tables (openapi.yml of 2.8.4 and 2.40.7). */
export interface DataTablesApi {
	/** The API key, which must not show in a message. */
	readonly secrets: readonly string[];
	/** Tables of that name, or the first page of all. */
	listTables(name: string | null, signal: AbortSignal): Promise<readonly JsonRecord[]>;
	createTable(name: string, columns: unknown, signal: AbortSignal): Promise<JsonRecord>;
	/** Every row that fits, page by page. */
	readRows(
		tableId: string,
		conditions: readonly Condition[],
		signal: AbortSignal,
	): Promise<readonly JsonRecord[]>;
	updateRows(
		tableId: string,
		conditions: readonly Condition[],
		data: RowData,
		signal: AbortSignal,
	): Promise<void>;
	/** Changes the rows that fit, or inserts one. */
	upsertRow(
		tableId: string,
		conditions: readonly Condition[],
		data: RowData,
		signal: AbortSignal,
	): Promise<void>;
}

/**
 * Opens the credential of the watch list.
 * @throws {TaskRequestError} kind `configuration` when none is chosen
 */
export async function openDataTables(
	context: HostContext,
	timeoutMs: number,
): Promise<DataTablesApi> {
	if (context.getNode().credentials?.[WATCH_LIST_CREDENTIAL] === undefined) {
		throw new TaskRequestError('configuration', 'No credential for the watch list is chosen', {
			description: 'Choose or create the N8n Watch List API credential at the top of this node.',
		});
	}
	const { credential, data } = await openCredential(context, WATCH_LIST_CREDENTIAL);
	const send = async (request: ProviderRequest, signal: AbortSignal) => {
		const answer = await sendRequest(context, credential, request, timeoutMs, signal);
		if (!isSuccess(answer)) throw apiError(answer);
		return answer;
	};
	return {
		secrets: [toWord(data.apiKey) ?? ''],
		listTables: async (name, signal) => {
			const filter = name === null ? {} : { filter: JSON.stringify({ name }) };
			const query = { limit: PAGE_SIZE, sortBy: 'name:asc', ...filter };
			return readPage(await send({ method: 'GET', path: '/data-tables', query }, signal)).rows;
		},
		createTable: async (name, columns, signal) => {
			const body = { name, columns };
			const answer = await send({ method: 'POST', path: '/data-tables', body }, signal);
			if (isRecord(answer.body)) return answer.body;
			throw shapeError(answer, 'a Data Table', answer.body);
		},
		readRows: async (tableId, conditions, signal) => {
			const path = `${tablePath(tableId)}/rows`;
			const query = { limit: PAGE_SIZE, sortBy: 'id:asc', filter: filterText(conditions) };
			const rows: JsonRecord[] = [];
			for (let cursor: string | null = ''; cursor !== null;) {
				const paged: Record<string, string> = cursor === '' ? query : { ...query, cursor };
				const page = readPage(await send({ method: 'GET', path, query: paged }, signal));
				rows.push(...page.rows);
				cursor = page.nextCursor;
			}
			return rows;
		},
		updateRows: async (tableId, conditions, data, signal) => {
			const body = { filter: { type: 'and', filters: conditions }, data };
			await send({ method: 'PATCH', path: `${tablePath(tableId)}/rows/update`, body }, signal);
		},
		upsertRow: async (tableId, conditions, data, signal) => {
			const body = { filter: { type: 'and', filters: conditions }, data };
			await send({ method: 'POST', path: `${tablePath(tableId)}/rows/upsert`, body }, signal);
		},
	};
}

function tablePath(tableId: string): string {
	return `/data-tables/${encodeURIComponent(tableId)}`;
}

function filterText(conditions: readonly Condition[]): string {
	return JSON.stringify({ type: 'and', filters: conditions });
}

function readPage(answer: HttpAnswer): { rows: readonly JsonRecord[]; nextCursor: string | null } {
	const { body } = answer;
	if (!isRecord(body) || !Array.isArray(body.data) || !body.data.every(isRecord)) {
		throw shapeError(answer, 'a page with "data"', isRecord(body) ? body.data : body);
	}
	const { nextCursor } = body;
	return { rows: body.data, nextCursor: typeof nextCursor === 'string' ? nextCursor : null };
}
