import type { HostContext } from '../host/streamedRequest';
import { sendRequest } from '../host/n8nRequest';
import { openCredential } from '../host/openCredential';
import { TooLargeError } from '../host/readBody';
import type { ProviderRequest } from '../providers/provider';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { isSuccess, shapeError } from '../providers/shared/httpAnswer';
import { TaskRequestError } from '../task/errors';
import { isRecord } from '../task/json';
import type { JsonRecord } from '../task/json';
import { toWord } from '../task/normalize';
import { apiError } from './apiError';
import { LARGEST_PAGE, SMALLER_PAGE } from './limits';
import { WATCH_LIST_CREDENTIAL } from './properties';

/** A condition on a row, as n8n's filters have it; `eq` null is IS NULL. */
export interface Condition {
	readonly columnName: string;
	readonly condition: 'eq' | 'gt';
	readonly value: string | number | null;
}

/** The values of a row's columns. */
export type RowData = Readonly<Record<string, string | number | null>>;

/** n8n's public API of Data Tables (openapi.yml of 2.8.4 and 2.40.7). */
export interface DataTablesApi {
	/** The API key, which must not show in a message. */
	readonly secrets: readonly string[];
	/** The base URL of the credential. */
	readonly baseUrl: string;
	/** Tables of that name, or the first page of all. */
	listTables(name: string | null, signal: AbortSignal): Promise<readonly JsonRecord[]>;
	/** A table with its `columns`. */
	getTable(tableId: string, signal: AbortSignal): Promise<JsonRecord>;
	createTable(name: string, columns: unknown, signal: AbortSignal): Promise<JsonRecord>;
	/** The pages of all rows that fit all conditions, by rising `id`. */
	readRows(
		tableId: string,
		conditions: readonly Condition[],
		signal: AbortSignal,
	): AsyncIterable<readonly JsonRecord[]>;
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
	deleteRows(tableId: string, conditions: readonly Condition[], signal: AbortSignal): Promise<void>;
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
	const sendForRecord = async (request: ProviderRequest, signal: AbortSignal) => {
		const answer = await send(request, signal);
		if (isRecord(answer.body)) return answer.body;
		throw shapeError(answer, 'a Data Table', answer.body);
	};
	const readPage = async (path: string, query: Record<string, string>, signal: AbortSignal) =>
		rowsOf(await send({ method: 'GET', path, query }, signal));
	return {
		secrets: [toWord(data.apiKey) ?? ''],
		baseUrl: credential.baseUrl,
		listTables: async (name, signal) => {
			const filter = name === null ? {} : { filter: JSON.stringify({ name }) };
			const query = { limit: String(LARGEST_PAGE), sortBy: 'name:asc', ...filter };
			return await readPage('/data-tables', query, signal);
		},
		getTable: async (tableId, signal) =>
			await sendForRecord({ method: 'GET', path: tablePath(tableId) }, signal),
		createTable: async (name, columns, signal) => {
			const body = { name, columns };
			return await sendForRecord({ method: 'POST', path: '/data-tables', body }, signal);
		},
		readRows: (tableId, conditions, signal) =>
			readPages(conditions, async (filter, limit) => {
				const query = { limit: String(limit), sortBy: 'id:asc', filter };
				return await readPage(`${tablePath(tableId)}/rows`, query, signal);
			}),
		updateRows: async (tableId, conditions, data, signal) => {
			const body = { filter: allOf(conditions), data };
			await send({ method: 'PATCH', path: `${tablePath(tableId)}/rows/update`, body }, signal);
		},
		upsertRow: async (tableId, conditions, data, signal) => {
			const body = { filter: allOf(conditions), data };
			await send({ method: 'POST', path: `${tablePath(tableId)}/rows/upsert`, body }, signal);
		},
		deleteRows: async (tableId, conditions, signal) => {
			const query = { filter: JSON.stringify(allOf(conditions)) };
			await send({ method: 'DELETE', path: `${tablePath(tableId)}/rows/delete`, query }, signal);
		},
	};
}

/**
 * All pages. Each begins after the last row of the one before, so that rows which come and go
 * meanwhile shift nothing; one that is too large for an answer is read in smaller ones.
 */
async function* readPages(
	conditions: readonly Condition[],
	readPage: (filter: string, limit: number) => Promise<readonly JsonRecord[]>,
): AsyncGenerator<readonly JsonRecord[]> {
	let limit = LARGEST_PAGE;
	let last = 0;
	for (;;) {
		const after: Condition = { columnName: 'id', condition: 'gt', value: last };
		const filter = JSON.stringify(allOf([...conditions, after]));
		const page = await readPage(filter, limit).catch((error: unknown) => {
			if (limit > 1 && error instanceof TooLargeError) return null;
			throw error;
		});
		if (page === null) {
			limit = Math.ceil(limit / SMALLER_PAGE);
			continue;
		}
		yield page;
		const { id } = page.at(-1) ?? {};
		if (page.length < limit || typeof id !== 'number' || id <= last) return;
		last = id;
	}
}

function tablePath(tableId: string): string {
	return `/data-tables/${encodeURIComponent(tableId)}`;
}

function allOf(conditions: readonly Condition[]) {
	return { type: 'and', filters: conditions };
}

function rowsOf(answer: HttpAnswer): readonly JsonRecord[] {
	const { body } = answer;
	if (isRecord(body) && Array.isArray(body.data) && body.data.every(isRecord)) return body.data;
	throw shapeError(answer, 'a page with "data"', isRecord(body) ? body.data : body);
}
