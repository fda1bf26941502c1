import { TaskRequestError } from '../../task/errors';
import type { TaskProvider } from '../provider';
import { RodinClient } from './client';
import { fields, readRef } from './fields';
import { toResultFiles, toTask } from './mapper';

/** Hyper3D Rodin, the cloud API v2: HTTP with a subscription key per task. */
export const hyper3dRodin: TaskProvider = {
	name: 'hyper3dRodin',
	displayName: 'Hyper3D Rodin',
	credentialType: 'hyper3dRodinApi',
	credentialSecrets: ['apiKey'],
	canRequireAction: false,
	fields,
	options: [],
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef,
	taskIdOf: (ref) => ref.taskUuid ?? ref.subscriptionKey ?? '',
	secretsOf: (ref) => (ref.subscriptionKey === undefined ? [] : [ref.subscriptionKey]),
	connect: (host) => {
		const client = new RodinClient(host);
		return {
			getTask: async (ref, signal) => {
				const answer = await client.getStatus(ref.subscriptionKey ?? '', signal);
				return { task: toTask(answer, ref, host.now()), raw: answer.body };
			},
			getResults: async ({ task }, signal) => {
				if (task.ref.taskUuid === undefined) throw missingTaskUuid();
				const answer = await client.getDownloadList(task.ref.taskUuid, signal);
				return { kind: 'files', files: toResultFiles(answer) };
			},
			close: async () => await Promise.resolve(),
		};
	},
};

function missingTaskUuid(): TaskRequestError {
	return new TaskRequestError('input', 'Task UUID is empty, but the results are asked for by it', {
		description:
			'Fill in the top-level uuid of the submit response. It is neither the subscription key nor one of jobs.uuids.',
	});
}
