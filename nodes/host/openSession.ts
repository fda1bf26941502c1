import type { ProviderHost, TaskAnswer, TaskList, TaskProvider } from '../providers/provider';
import type { ProviderSession, TaskResults } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { redactTask } from '../task/redact';
import { toWord } from '../task/normalize';
import type { TaskRef } from '../task/task';
import { sendRequest } from './n8nRequest';
import type { OpenCredential } from './n8nRequest';
import { openCredential } from './openCredential';
import type { HostContext } from './streamedRequest';

/** A provider's session over the node's credential. */
export interface TaskSession {
	readonly provider: TaskProvider;
	/** For links that need it. */
	readonly credential: OpenCredential;
	/** As {@link ProviderSession.getTask}, with secrets masked in what the provider wrote. */
	getTask(ref: TaskRef, signal: AbortSignal): Promise<TaskAnswer>;
	getResults(answer: TaskAnswer, signal: AbortSignal): Promise<TaskResults>;
	/**
	 * As {@link ProviderSession.listTasks}, masked in the same way.
	 * @throws {TaskRequestError} kind `configuration` for a provider without a list
	 */
	listTasks(signal: AbortSignal): Promise<TaskList>;
	/** Every text that must not show in a message about the given task. */
	secretsOf(ref: TaskRef | null): readonly string[];
	close(): Promise<void>;
}

/**
 * Opens the provider's credential once, for all items: a look-up on every request would take more
 * than twice the time (measured on a real n8n).
 * @param requestTimeoutMs the time limit of one request
 * @throws {TaskRequestError} kind `configuration` for a missing credential or an unusable base URL
 */
export async function openSession(
	context: HostContext,
	provider: TaskProvider,
	requestTimeoutMs: number,
): Promise<TaskSession> {
	const { credential, data } = await openCredential(
		context,
		provider.credentialType,
		provider.displayName,
	);
	const host: ProviderHost = {
		baseUrl: credential.baseUrl,
		credential: data,
		requestTimeoutMs,
		request: async (request, signal) =>
			await sendRequest(context, credential, request, requestTimeoutMs, signal),
		now: () => new Date(),
	};
	const credentialSecrets = provider.credentialSecrets.map((field) => toWord(data[field]) ?? '');
	const session: ProviderSession = await provider.connect(host);
	const secretsOf = (ref: TaskRef | null) =>
		ref === null ? credentialSecrets : credentialSecrets.concat(provider.secretsOf(ref));
	const mask = (answer: TaskAnswer): TaskAnswer => {
		const task = redactTask(answer.task, secretsOf(answer.task.ref));
		return task === answer.task ? answer : { ...answer, task };
	};
	return {
		provider,
		credential,
		getTask: async (ref, signal) => mask(await session.getTask(ref, signal)),
		listTasks: async (signal) => {
			if (session.listTasks === undefined) throw cannotList(provider);
			const list = await session.listTasks(signal);
			return { ...list, answers: list.answers.map(mask) };
		},
		getResults: async (answer, signal) => await session.getResults(answer, signal),
		secretsOf,
		close: async () => await session.close(),
	};
}

function cannotList({ displayName }: TaskProvider): TaskRequestError {
	return new TaskRequestError('configuration', `${displayName} cannot list its tasks`, {
		description: 'Set Watch to Task List, Tasks From JSON or Watch List.',
	});
}
