import type {
	ProviderHost,
	ProviderOptions,
	TaskAnswer,
	TaskProvider,
} from '../providers/provider';
import type { ProviderSession, TaskResults } from '../providers/provider';
import { readBaseUrl } from '../providers/shared/baseUrl';
import { redactTask } from '../task/redact';
import { toWord } from '../task/normalize';
import type { TaskRef } from '../task/task';
import { sendRequest } from './n8nRequest';
import type { HostContext, OpenCredential } from './n8nRequest';

/** A provider's session over the node's credential. */
export interface TaskSession {
	readonly provider: TaskProvider;
	/** As {@link ProviderSession.getTask}, with secrets masked in what the provider wrote. */
	getTask(ref: TaskRef, signal: AbortSignal): Promise<TaskAnswer>;
	getResults(answer: TaskAnswer, signal: AbortSignal): Promise<TaskResults>;
	/** Every text that must not show in a message about the given task. */
	secretsOf(ref: TaskRef | null): readonly string[];
	close(): Promise<void>;
}

/**
 * Opens the provider's credential once, for all items: a look-up on every request would take more
 * than twice the time (measured on a real n8n).
 * @param requestTimeoutMs the time limit of one request
 * @throws {TaskRequestError} kind `configuration` for an unusable base URL
 */
export async function openSession(
	context: HostContext,
	provider: TaskProvider,
	requestTimeoutMs: number,
	options: ProviderOptions,
): Promise<TaskSession> {
	const data = await context.getCredentials(provider.credentialType);
	const { id, name } = context.getNode().credentials?.[provider.credentialType] ?? {};
	const credential: OpenCredential = {
		baseUrl: readBaseUrl(data.baseUrl),
		decrypted: { id: id ?? '', name: name ?? '', type: provider.credentialType, data },
	};
	const host: ProviderHost = {
		baseUrl: credential.baseUrl,
		credential: data,
		requestTimeoutMs,
		request: async (request, signal) =>
			await sendRequest(context, credential, request, requestTimeoutMs, signal),
		now: () => new Date(),
	};
	const credentialSecrets = provider.credentialSecrets.map((field) => toWord(data[field]) ?? '');
	const session: ProviderSession = provider.connect(host, options);
	const secretsOf = (ref: TaskRef | null) => [
		...credentialSecrets,
		...(ref === null ? [] : provider.secretsOf(ref)),
	];
	return {
		provider,
		getTask: async (ref, signal) => {
			const answer = await session.getTask(ref, signal);
			return { ...answer, task: redactTask(answer.task, secretsOf(ref)) };
		},
		getResults: async (answer, signal) => await session.getResults(answer, signal),
		secretsOf,
		close: async () => await session.close(),
	};
}
