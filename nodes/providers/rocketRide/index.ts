import type { TaskProvider } from '../provider';
import { fields, options, readRef } from './fields';

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
	connect: async (host, options) => (await import('./session')).connect(host, options),
};
