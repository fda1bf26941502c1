import type { TaskProvider } from '../provider';
import { fields, nameOf, readRef } from './fields';

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
	// "Every 2–3 s" (the vendor's page).
	minPollIntervalMs: 2000,
	readRef,
	taskIdOf: nameOf,
	identityOf: nameOf,
	secretsOf: () => [],
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
