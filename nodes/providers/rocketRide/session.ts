import { canceledError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { Task } from '../../task/task';
import type { ProviderHost, ProviderSession, TaskAnswer } from '../provider';
import { withExitMessage } from './exitOfRow';
import { fromDap, rowsFromDap } from './fromDap';
import { fromHttp } from './fromHttp';
import { HttpClient } from './httpClient';
import { toListedTask } from './listed';
import { toTask } from './mapper';
import { maskTokens } from './maskTokens';
import { WebSocketClient } from './webSocketClient';

/** The questions of one execution to one server, over both transports. */
export function connect(host: ProviderHost): ProviderSession {
	const http = new HttpClient(host);
	const webSocket = new WebSocketClient(host);
	const address = new URL(host.baseUrl).host;
	const apiKey = toText(host.credential.apiKey) ?? '';
	const masked = (answer: TaskAnswer, secrets: readonly string[]): TaskAnswer => ({
		task: maskTask(answer.task, secrets),
		raw: () => maskTokens(answer.raw(), secrets),
	});
	const askHttp = async (token: string, signal: AbortSignal) => {
		const answer = await http.getStatus(token, signal);
		return { finding: fromHttp(answer), raw: () => answer.body };
	};
	const askSocket = async (token: string, signal: AbortSignal) => {
		const answer = await webSocket.getStatus(token, signal);
		return { finding: fromDap(answer, address), raw: () => answer.frame };
	};
	return {
		getTask: async (ref, signal) => {
			const token = ref.taskToken ?? '';
			const { finding, raw } =
				ref.transport === 'webSocket'
					? await askSocket(token, signal)
					: await askHttp(token, signal);
			const context = { taskId: token, ref, checkedAt: host.now() };
			return masked({ task: toTask(finding, context), raw }, [apiKey, token]);
		},
		// A pipeline returns its results to whoever sends it data; a status carries none.
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		listTasks: async (signal) => {
			const rows = rowsFromDap(await webSocket.listTasks(signal), address);
			const known = await Promise.allSettled(
				rows.map(async (row) => await withExitMessage(row, webSocket, address, signal)),
			);
			if (signal.aborted) throw canceledError();
			// A question about one task that fails must not hide the others.
			return {
				answers: known.flatMap((row) =>
					row.status === 'fulfilled'
						? [masked(toListedTask(row.value, address, host.now()), [apiKey])]
						: [],
				),
				faults: known.flatMap((row) => (row.status === 'rejected' ? [row.reason as unknown] : [])),
			};
		},
		close: async () => {
			http.close();
			await webSocket.close();
		},
	};
}

/** The task with tokens masked in everything the server wrote. */
function maskTask(task: Task, secrets: readonly string[]): Task {
	const { message, failure, warning, details } = task;
	const texts = { message, failure, warning, details };
	const masked = maskTokens(texts, secrets) as typeof texts;
	return masked === texts ? task : { ...task, ...masked };
}
