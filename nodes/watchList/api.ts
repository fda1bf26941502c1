import type { HostContext } from '../host/streamedRequest';
import { sendRequest } from '../host/n8nRequest';
import { openCredential } from '../host/openCredential';
import { TooLargeError } from '../host/readBody';
import type { ProviderRequest } from '../providers/provider';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { isSuccess, shapeError } from '../providers/shared/httpAnswer';
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

type Send = (request: ProviderRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** n8n's public API of Data Tables (openapi.yml of 2.8.4 and 2.40.7). Every method throws a TaskRequestError. */
export class DataTablesClient {
	private constructor(
		private readonly send: Send,
		/** The API key, which must not show in a message. */
		readonly secrets: readonly string[],
		/** The base URL of the credential. */
		readonly baseUrl: string,
	) {}

	/**
	 * Opens the credential of the watch list.
	 * @throws {TaskRequestError} kind `configuration` when none is chosen
	 */
	static async open(context: HostContext, timeoutMs: number): Promise<DataTablesClient> {
		const { credential, data } = await openCredential(
			context,
			WATCH_LIST_CREDENTIAL,
			'the watch list',
		);
		const send: Send = async (request, signal) => {
			const answer = await sendRequest(context, credential, request, timeoutMs, signal);
			if (!isSuccess(answer)) throw apiError(answer);
			return answer;
		};
		return new DataTablesClient(send, [toWord(data.apiKey) ?? ''], credential.baseUrl);
	}

	/** Tables of that name, or the first page of all. */
	async listTables(name: string | null, signal: AbortSignal): Promise<readonly JsonRecord[]> {
		const filter = name === null ? {} : { filter: JSON.stringify({ name }) };
		const query = { limit: String(LARGEST_PAGE), sortBy: 'name:asc', ...filter };
		return rowsOf(await this.send({ method: 'GET', path: '/data-tables', query }, signal));
	}

	/** A table with its `columns`. */
	async getTable(tableId: string, signal: AbortSignal): Promise<JsonRecord> {
		return tableOf(await this.send({ method: 'GET', path: tablePath(tableId) }, signal));
	}

	async createTable(name: string, columns: unknown, signal: AbortSignal): Promise<JsonRecord> {
		const body = { name, columns };
		return tableOf(await this.send({ method: 'POST', path: '/data-tables', body }, signal));
	}

	/**
	 * The pages of all rows that fit all conditions, by rising `id`. Each begins after the last row of
	 * the one before, so that rows which come and go meanwhile shift nothing; one that is too large for
	 * an answer is read in smaller ones.
	 */
	async *readRows(
		tableId: string,
		conditions: readonly Condition[],
		signal: AbortSignal,
	): AsyncGenerator<readonly JsonRecord[]> {
		const path = `${tablePath(tableId)}/rows`;
		let limit = LARGEST_PAGE;
		let last = 0;
		for (;;) {
			const after: Condition = { columnName: 'id', condition: 'gt', value: last };
			const filter = JSON.stringify(allOf([...conditions, after]));
			const query = { limit: String(limit), sortBy: 'id:asc', filter };
			const answer = await this.send({ method: 'GET', path, query }, signal).catch(
				(error: unknown) => {
					if (limit > 1 && error instanceof TooLargeError) return null;
					throw error;
				},
			);
			if (answer === null) {
				limit = Math.ceil(limit / SMALLER_PAGE);
				continue;
			}
			const page = rowsOf(answer);
			yield page;
			const { id } = page.at(-1) ?? {};
			if (page.length < limit || typeof id !== 'number' || id <= last) return;
			last = id;
		}
	}

	/** Changes the rows that fit all conditions; `upsert` inserts one where there is none. */
	async writeRows(
		how: 'update' | 'upsert',
		tableId: string,
		conditions: readonly Condition[],
		data: RowData,
		signal: AbortSignal,
	): Promise<void> {
		const method = how === 'update' ? 'PATCH' : 'POST';
		const body = { filter: allOf(conditions), data };
		requireDone(
			await this.send({ method, path: `${tablePath(tableId)}/rows/${how}`, body }, signal),
		);
	}

	async deleteRows(
		tableId: string,
		conditions: readonly Condition[],
		signal: AbortSignal,
	): Promise<void> {
		const query = { filter: JSON.stringify(allOf(conditions)) };
		const path = `${tablePath(tableId)}/rows/delete`;
		requireDone(await this.send({ method: 'DELETE', path, query }, signal));
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

/** What n8n answers to a write (data-table.service.js, 2.8.4 to 2.41.1): a proxy's page is no row. */
function requireDone(answer: HttpAnswer): void {
	if (answer.body !== true) throw shapeError(answer, '"true"', answer.body);
}

function tableOf(answer: HttpAnswer): JsonRecord {
	if (isRecord(answer.body)) return answer.body;
	throw shapeError(answer, 'a Data Table', answer.body);
}
