import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import { shapeError } from '../shared/httpAnswer';
import type { WebSocketClient } from './webSocketClient';

const CANCELLED = 6;
const EXIT_OF_BUG = 1;

/**
 * A row of the dashboard with the exit message of its task, where it decides: servers up to 3.2.1
 * report a clean exit as state 6 with exit code 1, which only the full status tells from a failure.
 * The row as it is when the server refuses to tell, or tells of another run.
 * @throws {TaskRequestError} when there is no answer, or none of the documented shape: a state that
 *   is in doubt is no failure
 */
export async function withExitMessage(
	row: JsonRecord,
	webSocket: WebSocketClient,
	host: string,
	signal: AbortSignal,
): Promise<JsonRecord> {
	const isDoubtful =
		row.completed === true && row.state === CANCELLED && row.exitCode === EXIT_OF_BUG;
	const projectId = toText(row.projectId);
	const source = toText(row.source);
	if (!isDoubtful || projectId === null || source === null) return row;
	const named = await webSocket.getToken(projectId, source, signal);
	if (!named.success) return row;
	const token = isRecord(named.body) ? toText(named.body.token) : null;
	if (token === null) throw shapeError({ host, bodyKind: 'json' }, 'a "token"', named.body);
	const told = await webSocket.getStatus(token, signal);
	if (!told.success) return row;
	const status = told.body;
	if (!isRecord(status) || typeof status.startTime !== 'number') {
		throw shapeError({ host, bodyKind: 'json' }, 'a status with "startTime"', status);
	}
	if (status.startTime !== row.startTime) return row;
	return {
		...row,
		exitMessage: status.exitMessage,
		errors: status.errors,
		failedCount: status.failedCount,
	};
}
