import type { INodeProperties } from 'n8n-workflow';

import type { Task, TaskRef } from '../task/task';
import type { HttpAnswer } from './shared/httpAnswer';

/** One HTTP request to a provider; `path` is appended to the credential's base URL. */
export interface ProviderRequest {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	readonly path: string;
	/**
	 * The base that `path` is appended to instead of the credential's. The provider vouches that the
	 * key may go there.
	 */
	readonly baseUrl?: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: Readonly<Record<string, unknown>>;
	/** The largest answer that is read, where the usual limit is too small. */
	readonly maxBytes?: number;
	/** Only for the test of a credential: in executions its `authenticate` block adds them. */
	readonly headers?: Readonly<Record<string, string>>;
}

/** What a provider's client gets from n8n: the opened credential and HTTP. */
export interface ProviderHost {
	readonly baseUrl: string;
	readonly credential: Readonly<Record<string, unknown>>;
	/** Time limit of one question, in ms. */
	readonly requestTimeoutMs: number;
	/**
	 * Sends a request with the credential under the time limit and the size limit.
	 * @throws {TaskRequestError} when no answer came; an answer with an error status is returned
	 */
	request(request: ProviderRequest, signal: AbortSignal): Promise<HttpAnswer>;
	/** The present time. */
	now(): Date;
}

/** A file that came with a status; it becomes binary data of the item. */
export interface Attachment {
	/** The name of the binary property. */
	readonly name: string;
	readonly data: Buffer;
}

/** A task with the provider's answer it was read from. */
export interface TaskAnswer {
	readonly task: Task;
	/**
	 * The provider's answer, without secrets where a provider repeats them. Made when somebody wants it:
	 * it can be large.
	 */
	readonly raw: () => unknown;
	/** Files that came with the status, likewise. */
	readonly attachments?: () => readonly Attachment[];
	/** How long the provider asks not to be asked for this task again, in ms. */
	readonly retryAfterMs?: number;
}

/** The tasks of a server. */
export interface TaskList {
	readonly answers: readonly TaskAnswer[];
	/** Why the state of a task could not be learnt, one for each task that is missing above. */
	readonly faults: readonly unknown[];
	/** What these tasks are called, as far as that is known. */
	readonly doubtful?: readonly TaskRef[];
}

/** One file of a task's results. */
export interface ResultFile {
	/** The provider's name of the file, unchanged: it may contain folders and repeat. */
	readonly name: string;
	/** A presigned link: a secret that expires. */
	readonly url: string;
	/** Whether the link needs the credential; only for a host of the provider's own. */
	readonly withKey?: boolean;
}

/** What a succeeded task left behind. */
export type TaskResults =
	| { readonly kind: 'files'; readonly files: readonly ResultFile[] }
	| { readonly kind: 'data'; readonly result: unknown };

/** The questions of one execution to one provider, over one credential. */
export interface ProviderSession {
	/** @throws {TaskRequestError} when the provider did not say what state the task is in */
	getTask(ref: TaskRef, signal: AbortSignal): Promise<TaskAnswer>;
	/**
	 * The results of a task that {@link getTask} found to be succeeded.
	 * @throws {TaskRequestError}
	 */
	getResults(answer: TaskAnswer, signal: AbortSignal): Promise<TaskResults>;
	/** Every task the server knows of; only where {@link TaskProvider.canListTasks} says so. */
	listTasks?(signal: AbortSignal): Promise<TaskList>;
	/** Ends every connection of the session. */
	close(): Promise<void>;
}

/** A system that runs tasks. A new provider is one of these, a credential file and one line in the list. */
export interface TaskProvider {
	/** The value of the `provider` parameter. */
	readonly name: string;
	readonly displayName: string;
	readonly credentialType: string;
	/** The fields of the credential that must not show in messages. */
	readonly credentialSecrets: readonly string[];
	/** Whether a task can wait for a person; such a provider has a fourth output. */
	readonly canRequireAction: boolean;
	/** Whether a task can succeed with a warning; the panel then offers to count that as a failure. */
	readonly canWarn?: boolean;
	/** Whether the sessions can list every task of the server; the trigger then offers to watch all. */
	readonly canListTasks?: boolean;
	/** Whether a restart of a task keeps its start, so that only their ends tell two runs apart. */
	readonly restartKeepsStart?: boolean;
	/** Whether its results are files; the panel then offers to download them. */
	readonly hasResultFiles?: boolean;
	/** The parameters that name a task, in the order of the panel; both nodes show them. */
	readonly fields: readonly INodeProperties[];
	/** Parameters of the options collection that only this provider has. */
	readonly options: readonly INodeProperties[];
	/** Requests that may be under way to one server at the same time. */
	readonly maxConcurrency: number;
	/** The shortest time between two looks at the same task, in ms. */
	readonly minPollIntervalMs: number;
	/**
	 * The identifiers of a task out of a panel, a list or a JSON.
	 * @throws {TaskRequestError} kind `input` when one is missing or malformed
	 */
	readRef(given: Readonly<Record<string, unknown>>): TaskRef;
	/** The task's main identifier, as `taskId` of the normalised task has it. */
	taskIdOf(ref: TaskRef): string;
	/**
	 * What tells a task from all others of the provider, in one text: without the channel or transport
	 * it is asked over and without identifiers that may be left out. Two references with the same
	 * identity are one task.
	 */
	identityOf(ref: TaskRef): string;
	/** The values of a reference that must not show in messages. */
	secretsOf(ref: TaskRef): readonly string[];
	/** Begins a session; what it needs is loaded here. Connections are opened when first needed. */
	connect(host: ProviderHost): Promise<ProviderSession>;
	/**
	 * Tests the credential, without changing anything. Only an answer in the API's own shape passes.
	 * The host's requests carry no key of themselves: put it into `headers`.
	 * @returns what was found, where there is more to say than that it works; a text
	 * @throws {TaskRequestError} that says what was found
	 */
	readonly testCredential: (host: ProviderHost, signal: AbortSignal) => Promise<unknown>;
}
