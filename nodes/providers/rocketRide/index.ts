import type { TaskProvider } from '../provider';
import { fields, nameOf, readRef } from './fields';

/** RocketRide, the task server of data pipelines: one status over HTTP and over a WebSocket. */
export const rocketRide: TaskProvider = {
	name: 'rocketRide',
	displayName: 'RocketRide',
	credentialType: 'rocketRideTaskApi',
	credentialSecrets: ['apiKey'],
	canRequireAction: false,
	canListTasks: true,
	canWarn: true,
	// Measured on the open server, 3.2.
	restartKeepsStart: true,
	fields,
	options: [],
	// Requests over HTTP are limited by the client; those of a WebSocket need no limit.
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf: nameOf,
	identityOf: nameOf,
	secretsOf: (ref) => (ref.taskToken === undefined ? [] : [ref.taskToken]),
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
