import { TaskRequestError } from '../../task/errors';
import type { ProviderHost, ProviderSession } from '../provider';
import { RodinClient } from './client';
import { toResultFiles, toTask } from './mapper';

/** The questions of one execution to Hyper3D's cloud. */
export function connect(host: ProviderHost): ProviderSession {
	const client = new RodinClient(host);
	return {
		getTask: async (ref, signal) => {
			const answer = await client.getStatus(ref.subscriptionKey ?? '', signal);
			return { task: toTask(answer, ref, host.now()), raw: () => answer.body };
		},
		getResults: async ({ task }, signal) => {
			if (task.ref.taskUuid === undefined) throw missingTaskUuid();
			const answer = await client.getDownloadList(task.ref.taskUuid, signal);
			return { kind: 'files', files: toResultFiles(answer) };
		},
		close: async () => await Promise.resolve(),
	};
}

function missingTaskUuid(): TaskRequestError {
	return new TaskRequestError('input', 'Task UUID is empty, but the results are asked for by it', {
		description:
			'Fill in the top-level uuid of the submit response. It is neither the subscription key nor one of jobs.uuids.',
	});
}
