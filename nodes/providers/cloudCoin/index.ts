import type { TaskProvider } from '../provider';
import { CloudCoinClient } from './client';
import { fields, readRef } from './fields';
import { isHalfWritten, toTask } from './mapper';

/** CloudCoin Desktop: a task URL on the user's own machine, without authentication. */
export const cloudCoin: TaskProvider = {
	name: 'cloudCoin',
	displayName: 'CloudCoin Desktop',
	credentialType: 'cloudCoinApi',
	credentialSecrets: [],
	canRequireAction: false,
	fields,
	options: [],
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf: (ref) => ref.taskId ?? '',
	secretsOf: () => [],
	connect: (host) => {
		const client = new CloudCoinClient(host);
		return {
			getTask: async (ref, signal) => {
				const taskId = ref.taskId ?? '';
				const first = await client.getStatus(taskId, signal);
				const answer = isHalfWritten(first) ? await client.getStatus(taskId, signal) : first;
				return { task: toTask(answer, ref, host.now()), raw: answer.body };
			},
			getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
			close: async () => await Promise.resolve(),
		};
	},
};
