import type { TaskProvider } from '../provider';
import { fields, readRef, taskIdOf } from './fields';

/** Hyper3D Rodin, the cloud API v2: HTTP with a subscription key per task. */
export const hyper3dRodin: TaskProvider = {
	name: 'hyper3dRodin',
	displayName: 'Hyper3D Rodin',
	credentialType: 'hyper3dRodinApi',
	credentialSecrets: ['apiKey'],
	canRequireAction: false,
	hasResultFiles: true,
	fields,
	options: [],
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf,
	identityOf: (ref) => ref.subscriptionKey ?? '',
	secretsOf: (ref) => (ref.subscriptionKey === undefined ? [] : [ref.subscriptionKey]),
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
