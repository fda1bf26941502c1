import type { ProviderHost, ProviderSession } from '../provider';
import { getStatus } from './client';
import { nameOf } from './fields';
import { isHalfWritten, toTask } from './mapper';

/** The questions of one execution to one CloudCoin Desktop. */
export function connect(host: ProviderHost): ProviderSession {
	return {
		getTask: async (ref, signal) => {
			const look = async () => await getStatus(host, nameOf(ref), signal);
			const first = await look();
			const answer = isHalfWritten(first) ? await look() : first;
			return { task: toTask(answer, ref, host.now()), raw: () => answer.body };
		},
		getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
		close: async () => await Promise.resolve(),
	};
}
