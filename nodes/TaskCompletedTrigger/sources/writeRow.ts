import type { IPollFunctions } from 'n8n-workflow';

import type { CommonOptions } from '../../panel/commonOptions';
import type { Condition, DataTablesClient, RowData } from '../../watchList/api';
import { resume, waitingBases } from '../../watchList/resume';
import { generationOf, messageOf, readRow } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import { taskItem } from '../items';
import type { TriggerMemory } from '../memory';
import type { RowNews } from './source';

/** Tells a row, and the execution that waits for its end, what was found: whether the row was written. */
export type RowWriter = (tableId: string, news: RowNews, signal: AbortSignal) => Promise<boolean>;

interface WriteOptions extends CommonOptions {
	/** Whether rows that are done with are removed instead of marked. */
	readonly deleteReported: boolean;
}

/** The writer of one poll. @param closings what rows that are done with are to say */
export function createRowWriter(
	context: IPollFunctions,
	{ requestTimeoutMs, includeRaw, deleteReported }: WriteOptions,
	api: DataTablesClient,
	closings: TriggerMemory['closings'],
): RowWriter {
	const bases = waitingBases(context, api.baseUrl);
	/** Rows whose progress or message was written in this poll. */
	const written = new Set<number>();
	/** Resumes the execution that waits for the row's end, once, also if the row cannot be marked. */
	const resumed = async (news: RowNews, signal: AbortSignal): Promise<RowNews> => {
		const { row, answer, isClosed } = news;
		if (row.resumeUrl === null || !isClosed) return news;
		const generation = generationOf(row);
		const known = closings.get(generation);
		if (known?.isResumed === true || answer === null) return { ...news, ...known };
		const { json } = taskItem(answer, [row], includeRaw);
		const end = await resume(context, row.resumeUrl, bases, json, requestTimeoutMs, signal);
		if (!end.isFinal) return { row, answer, message: end.message, isClosed: false };
		const { task } = answer;
		const message = end.message ?? messageOf(task);
		const words = { state: task.state, message, isClosed, isResumed: true };
		closings.set(generation, { ...words, answer: null });
		return { ...words, row, answer };
	};
	return async (tableId, news, signal) => {
		const told = await resumed(news, signal);
		const { row, isClosed } = told;
		const data = changesOf(told);
		const isWorthIt = isClosed || data?.state !== row.state || !written.has(row.id);
		if (data === null || !isWorthIt) return false;
		written.add(row.id);
		if (isClosed && (await isAddedAgain(api, tableId, row, signal))) return false;
		if (isClosed && deleteReported) await api.deleteRows(tableId, asItWas(row), signal);
		else await api.writeRows('update', tableId, asItWas(row), data, signal);
		// An answer holds on to much; that an execution was resumed must not be forgotten in this poll.
		if (isClosed && row.resumeUrl === null) closings.delete(generationOf(row));
		return true;
	};
}

/** What is to be written to a row, if anything differs. */
function changesOf({ row, answer, isClosed, ...words }: RowNews): RowData | null {
	const now = new Date().toISOString();
	const found = answer?.task;
	const state = words.state ?? found?.state ?? row.state;
	const { progress } = found ?? row;
	const ownWords = found === undefined ? row.message : messageOf(found);
	const message = words.message === undefined ? ownWords : words.message;
	const isSame = row.state === state && row.progress === progress && row.message === message;
	if (isSame && !isClosed) return null;
	const data = { state, progress, message, checkedAt: found?.checkedAt ?? now };
	return isClosed ? { ...data, reportedAt: now } : data;
}

/**
 * Whether the task was added again since its row was read. A row that had a state has none then, which
 * the conditions of the write tell; n8n compares no dates in them (SQLite, 2.8.4).
 */
async function isAddedAgain(
	api: DataTablesClient,
	tableId: string,
	row: Row,
	signal: AbortSignal,
): Promise<boolean> {
	if (row.read.state !== null) return false;
	const byId: Condition = { columnName: 'id', condition: 'eq', value: row.id };
	for await (const [record] of api.readRows(tableId, [byId], signal)) {
		return record !== undefined && generationOf(readRow(record)) !== generationOf(row);
	}
	return false;
}

/** Somebody may have added the task again since the row was read, or changed it. */
function asItWas({ id, read }: Row): readonly Condition[] {
	return Object.entries({ id, ...read }).map(([columnName, value]) => ({
		columnName,
		condition: 'eq',
		value,
	}));
}
