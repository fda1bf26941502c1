import type { TaskProvider } from '../provider';
import { fields, readRef, canonicalUuid, taskIdOf } from './fields';

/** Hyper3D on the customer's own servers: a Socket.IO status channel, and a REST call. */
export const hyper3dOnPremises: TaskProvider = {
	name: 'hyper3dOnPremises',
	displayName: 'Hyper3D On-Premises',
	credentialType: 'hyper3dOnPremisesApi',
	credentialSecrets: ['apiToken'],
	canRequireAction: true,
	fields,
	options: [
		{
			displayName: 'Include Candidates',
			name: 'includeCandidates',
			type: 'boolean',
			default: false,
			displayOptions: {
				show: { '/channel': ['rest'], '/operation': ['getStatus', 'waitForCompletion'] },
			},
			description:
				'Whether to add the pictures to select from as binary data (candidate_0, candidate_1 …) while the task waits for a selection. They can have megabytes.',
		},
	],
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf,
	identityOf: (ref) => canonicalUuid(taskIdOf(ref)),
	secretsOf: (ref) => (ref.subscriptionKey === undefined ? [] : [ref.subscriptionKey]),
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
	connect: async (host) => (await import('./session')).connect(host),
};
