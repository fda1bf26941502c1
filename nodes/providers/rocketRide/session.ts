import { canceledError } from '../../task/errors';
import { isRecord } from '../../task/json';
import { toWord } from '../../task/normalize';
import type { TaskRef } from '../../task/task';
import type { ProviderHost, ProviderSession, TaskAnswer } from '../provider';
import { shapeError } from '../shared/httpAnswer';
import { requireApiKey } from './apiKey';
import { nameOf } from './fields';
import { fromDap, rowsFromDap } from './fromDap';
import { fromHttp } from './fromHttp';
import { HttpClient } from './httpClient';
import { refOfRow, statusOfRow } from './listed';
import { toTask } from './mapper';
import type { Finding } from './mapper';
import { createMask, maskJson, maskTask } from './maskTokens';
import { WebSocketClient } from './webSocketClient';

/** The questions of one execution to one server, over both transports. */
export function connect(host: ProviderHost): ProviderSession {
	const http = new HttpClient(host);
	const webSocket = new WebSocketClient(host);
	const address = new URL(host.baseUrl).host;
	const answerOf = (finding: Finding, ref: TaskRef, raw: unknown): TaskAnswer => {
		const mask = createMask([requireApiKey(host), ref.taskToken ?? '']);
		const task = maskTask(toTask(finding, ref, host.now()), mask);
		return { task, raw: () => maskJson(raw, mask) };
	};
	const askAboutRow = async (row: unknown, signal: AbortSignal) => {
		if (!isRecord(row)) throw shapeError({ host: address, bodyKind: 'json' }, 'a task', row);
		const ref = refOfRow(row, address);
		const status = await statusOfRow(row, webSocket, address, signal);
		return answerOf({ status, host: address }, ref, row);
	};
	return {
		getTask: async (ref, signal) => {
			requireApiKey(host);
			const token = nameOf(ref);
			if (ref.transport === 'webSocket') {
				const answer = await webSocket.getStatus(token, signal);
				return answerOf(fromDap(answer, address), ref, answer.frame);
			}
			const answer = await http.getStatus(token, signal);
			return answerOf(fromHttp(answer), ref, answer.body);
		},
		// A pipeline returns its results to whoever sends it data; a status carries none.
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		listTasks: async (signal) => {
			requireApiKey(host);
			const rows = rowsFromDap(await webSocket.listTasks(signal), address);
			const known = await Promise.allSettled(
				rows.map(async (row) => await askAboutRow(row, signal)),
			);
			if (signal.aborted) throw canceledError();
			// A row that cannot be read must not hide the others.
			return {
				answers: known.flatMap((row) => (row.status === 'fulfilled' ? [row.value] : [])),
				faults: known.flatMap((row) => (row.status === 'rejected' ? [row.reason as unknown] : [])),
				doubtful: rows.flatMap((row, index) =>
					known[index]?.status === 'rejected' && isRecord(row) && toWord(row.id) !== null
						? [refOfRow(row, address)]
						: [],
				),
			};
		},
		close: async () => {
			http.close();
			await webSocket.close();
		},
	};
}
