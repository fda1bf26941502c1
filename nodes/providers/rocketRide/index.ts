import { TaskRequestError } from '../../task/errors';
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
		getResults: async () => await Promise.reject(noResults()),
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

function noResults(): TaskRequestError {
	return new TaskRequestError('input', 'RocketRide keeps no results that could be fetched', {
		description:
			'A pipeline returns its results in the answer to the call that sends it data, or writes them where it was told to. Use Get Status or Wait for Completion to learn that it is done.',
	});
}
