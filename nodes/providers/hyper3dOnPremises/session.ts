import type { ProviderHost, ProviderSession } from '../provider';
import { readCandidates, withoutCandidates } from './candidates';
import { toRestTask, toSocketTask } from './mapper';
import { RestClient } from './restClient';
import { SocketClient } from './socket/socketClient';

/** The questions of one execution to one server, over both channels. */
export function connect(host: ProviderHost): ProviderSession {
	const socket = new SocketClient(host);
	const rest = new RestClient(host);
	const { host: server } = new URL(host.baseUrl);
	return {
		getTask: async (ref, signal) => {
			const { channel, taskUuid = '', subscriptionKey = '' } = ref;
			if (channel === 'rest') {
				const answer = await rest.checkProgress(taskUuid, signal);
				return {
					task: toRestTask(answer, ref, host.now()),
					raw: () => withoutCandidates(answer.body),
					attachments: () => readCandidates(answer.body),
				};
			}
			const status = await socket.getStatus(taskUuid, subscriptionKey, signal);
			return { task: toSocketTask(status, ref, host.now(), server), raw: () => status };
		},
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		close: async () => await socket.close(),
	};
}
