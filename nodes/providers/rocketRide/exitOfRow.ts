import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { toText } from '../../task/normalize';
import type { WebSocketClient } from './webSocketClient';

const CANCELLED = 6;
const EXIT_OF_BUG = 1;

/**
 * A row of the dashboard with the exit message of its task, where it decides: servers up to 3.2.1
 * report a clean exit as state 6 with exit code 1, which only the full status tells from a failure.
 * The row as it is when the status cannot be had, or is of another run.
 */
export async function withExitMessage(
	row: JsonRecord,
	webSocket: WebSocketClient,
	signal: AbortSignal,
): Promise<JsonRecord> {
	const isDoubtful =
		row.completed === true && row.state === CANCELLED && row.exitCode === EXIT_OF_BUG;
	const projectId = toText(row.projectId);
	const source = toText(row.source);
	if (!isDoubtful || projectId === null || source === null) return row;
	const named = (await webSocket.getToken(projectId, source, signal)).body;
	const token = isRecord(named) ? toText(named.token) : null;
	if (token === null) return row;
	const status = (await webSocket.getStatus(token, signal)).body;
	if (!isRecord(status) || status.startTime !== row.startTime) return row;
	return {
		...row,
		exitMessage: status.exitMessage,
		errors: status.errors,
		failedCount: status.failedCount,
	};
}
