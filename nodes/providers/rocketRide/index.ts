import type { TaskProvider } from '../provider';
import { fields, readRef } from './fields';

/** RocketRide, the task server of data pipelines: one status over HTTP and over a WebSocket. */
export const rocketRide: TaskProvider = {
	name: 'rocketRide',
	displayName: 'RocketRide',
	credentialType: 'rocketRideTaskApi',
	credentialSecrets: ['apiKey'],
	canRequireAction: false,
	canListTasks: true,
	canWarn: true,
	fields,
	options: [],
	// Requests over HTTP are limited per server, by the client; those of a WebSocket need no limit.
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf: (ref) => ref.taskToken ?? '',
	// Rows of a list have no token.
	identityOf: (ref) => ref.taskToken ?? ref.id ?? '',
	secretsOf: (ref) => (ref.taskToken === undefined ? [] : [ref.taskToken]),
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
