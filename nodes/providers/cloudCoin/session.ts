import type { ProviderHost, ProviderSession } from '../provider';
import { CloudCoinClient } from './client';
import { isHalfWritten, toTask } from './mapper';

/** The questions of one execution to one CloudCoin Desktop. */
export function connect(host: ProviderHost): ProviderSession {
	const client = new CloudCoinClient(host);
	return {
		getTask: async (ref, signal) => {
			const taskId = ref.taskId ?? '';
			const first = await client.getStatus(taskId, signal);
			const answer = isHalfWritten(first) ? await client.getStatus(taskId, signal) : first;
			return { task: toTask(answer, ref, host.now()), raw: () => answer.body };
		},
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		close: async () => await Promise.resolve(),
	};
}
