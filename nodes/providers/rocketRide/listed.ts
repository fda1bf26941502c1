import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { toText, toWord } from '../../task/normalize';
import type { TaskRef } from '../../task/task';
import { shapeError } from '../shared/httpAnswer';
import { isRefused } from './fromDap';
import { needsExitMessage } from './stateOf';
import type { WebSocketClient } from './webSocketClient';

const TOKEN_PREFIX = /^(tk|pk)_/;
const HASH_LENGTH = 8;

/**
 * What a row of `rrext_dashboard` is called. Only its id tells two rows apart: team mates and
 * parallel runs have rows with the same project and source. No row has a token.
 * @throws {TaskRequestError} kind `protocol` for a row without `id`
 */
export function refOfRow(row: JsonRecord, host: string): TaskRef {
	const id = toWord(row.id);
	if (id === null) throw shapeError({ host, bodyKind: 'json' }, 'a task with "id"', row.id);
	const projectId = toWord(row.projectId);
	const source = toWord(row.source);
	return {
		id,
		...(projectId === null ? {} : { projectId }),
		...(source === null ? {} : { source }),
	};
}

/**
 * A row as a task's status. Rows tell neither exit messages nor failed items: where the state depends
 * on them the full status is asked for. Without them the end stays in doubt: the server will not tell,
 * or tells of another run.
 * @throws {TaskRequestError} when there is no answer, a refusal of the moment, or none of the
 *   documented shape
 */
export async function statusOfRow(
	row: JsonRecord,
	webSocket: WebSocketClient,
	host: string,
	signal: AbortSignal,
): Promise<JsonRecord> {
	const status = { ...row, project_id: row.projectId };
	const source = toText(row.source);
	const projectId = toText(row.projectId);
	if (!needsExitMessage(row) || projectId === null || source === null) return status;
	const named = await webSocket.getToken(projectId, source, signal);
	if (isRefused(named, host)) return status;
	const token = isRecord(named.body) ? toText(named.body.token) : null;
	if (token === null) throw shapeError({ host, bodyKind: 'json' }, 'a "token"', named.body);
	// The server answers with the first task of this project and source, whoever it belongs to.
	if (rowIdOf(token, source) !== row.id) return status;
	const told = await webSocket.getStatus(token, signal);
	if (isRefused(told, host)) return status;
	const full = told.body;
	if (!isRecord(full)) throw shapeError({ host, bodyKind: 'json' }, 'the status of a task', full);
	if (typeof full.endTime !== 'number') {
		throw shapeError({ host, bodyKind: 'json' }, 'an "endTime"', full.endTime);
	}
	// The same token may have begun another run meanwhile.
	if (full.endTime !== row.endTime) return status;
	const { exitMessage, errors, failedCount } = full;
	return { ...status, exitMessage, errors, failedCount };
}

/** The id that a task has in the list (source of the server; captured: wire/rocketride). */
function rowIdOf(token: string, source: string): string {
	return `${token.replace(TOKEN_PREFIX, '').slice(0, HASH_LENGTH)}.${source}`;
}
