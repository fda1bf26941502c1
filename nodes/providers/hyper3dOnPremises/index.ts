import type { TaskProvider } from '../provider';
import { readCandidates, withoutCandidates } from './candidates';
import { fields, readRef } from './fields';
import { toRestTask, toSocketTask } from './mapper';
import { RestClient } from './restClient';
import { SocketClient } from './socket/socketClient';
import { testCredential } from './testCredential';

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
	taskIdOf: (ref) => ref.taskUuid ?? '',
	secretsOf: (ref) => (ref.subscriptionKey === undefined ? [] : [ref.subscriptionKey]),
	testCredential,
	connect: (host, { includeCandidates = false }) => {
		const socket = new SocketClient(host);
		const rest = new RestClient(host);
		const { host: server } = new URL(host.baseUrl);
		return {
			getTask: async (ref, signal) => {
				const { channel, taskUuid = '', subscriptionKey = '' } = ref;
				if (channel === 'rest') {
					const answer = await rest.checkProgress(taskUuid, signal);
					return {
						task: toRestTask(answer, ref, host.now()),
						raw: withoutCandidates(answer.body),
						attachments: includeCandidates ? readCandidates(answer.body) : [],
					};
				}
				const status = await socket.getStatus(taskUuid, subscriptionKey, signal);
				return { task: toSocketTask(status, ref, host.now(), server), raw: status };
			},
			getResults: async ({ task }) => await Promise.resolve({ kind: 'data', result: task.result }),
			close: async () => await socket.close(),
		};
	},
};
