import type { TaskProvider } from '../provider';
import { fields, readRef } from './fields';

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
	identityOf: (ref) => ref.taskId ?? '',
	secretsOf: () => [],
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
