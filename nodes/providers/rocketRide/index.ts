import { toText } from '../../task/normalize';
import type { Task } from '../../task/task';
import type {
	ProviderHost,
	ProviderOptions,
	ProviderSession,
	TaskAnswer,
	TaskProvider,
} from '../provider';
import { fields, options, readRef } from './fields';
import { fromDap, rowsFromDap } from './fromDap';
import { fromHttp } from './fromHttp';
import { HttpClient } from './httpClient';
import { toListedTask } from './listed';
import { toTask } from './mapper';
import { maskTokens } from './maskTokens';
import { WebSocketClient } from './webSocketClient';

/** RocketRide, the task server of data pipelines: one status over HTTP and over a WebSocket. */
export const rocketRide: TaskProvider = {
	name: 'rocketRide',
	displayName: 'RocketRide',
	credentialType: 'rocketRideTaskApi',
	credentialSecrets: ['apiKey'],
	canRequireAction: false,
	canListTasks: true,
	fields,
	options,
	// Requests over HTTP are limited per server, by the client; those of a WebSocket need no limit.
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf: (ref) => ref.taskToken ?? '',
	secretsOf: (ref) => (ref.taskToken === undefined ? [] : [ref.taskToken]),
	connect,
};

function connect(host: ProviderHost, given: ProviderOptions): ProviderSession {
	const http = new HttpClient(host);
	const webSocket = new WebSocketClient(host);
	const address = new URL(host.baseUrl).host;
	const apiKey = toText(host.credential.apiKey) ?? '';
	const { treatWarningsAsFailure } = given;
	const askHttp = async (token: string, signal: AbortSignal) => {
		const answer = await http.getStatus(token, signal);
		return { finding: fromHttp(answer), raw: answer.body };
	};
	const askSocket = async (token: string, signal: AbortSignal) => {
		const answer = await webSocket.getStatus(token, signal);
		return { finding: fromDap(answer, address), raw: answer.frame };
	};
	return {
		getTask: async (ref, signal) => {
			const token = ref.taskToken ?? '';
			const { finding, raw } =
				ref.transport === 'webSocket'
					? await askSocket(token, signal)
					: await askHttp(token, signal);
			const context = { taskId: token, ref, checkedAt: host.now(), treatWarningsAsFailure };
			return masked({ task: toTask(finding, context), raw }, [apiKey, token]);
		},
		// A pipeline returns its results to whoever sends it data; a status carries none.
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		listTasks: async (signal) => {
			const rows = rowsFromDap(await webSocket.listTasks(signal), address);
			return rows.map((row) => masked(toListedTask(row, address, host.now()), [apiKey]));
		},
		close: async () => {
			http.close();
			await webSocket.close();
		},
	};
}

/** The answer with tokens masked in everything the server wrote. */
function masked({ task, raw }: TaskAnswer, secrets: readonly string[]): TaskAnswer {
	const { message, error, details } = task;
	const texts = maskTokens({ message, error, details }, secrets);
	return {
		task: { ...task, ...(texts as Pick<Task, 'message' | 'error' | 'details'>) },
		raw: maskTokens(raw, secrets),
	};
}
