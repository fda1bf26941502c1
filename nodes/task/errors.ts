/**
 * Why a request for a task's state could not be answered.
 * - `input`: an identifier or parameter is missing or malformed
 * - `configuration`: the address or another setting is wrong
 * - `credential`: the provider refused the key
 * - `provider`: the provider answered with an error of its own
 * - `rateLimited`, `unavailable`, `timeout`: the provider cannot answer at the moment
 * - `protocol`: the answer is not what the provider documents
 * - `taskFailed`: the request succeeded and the task did not, where that was asked to be an error
 * - `waitedTooLong`: the time limit of a wait passed first, where that was asked to be an error
 * - `canceled`: the execution was stopped
 */
export type TaskErrorKind =
	| 'input'
	| 'configuration'
	| 'credential'
	| 'provider'
	| 'rateLimited'
	| 'unavailable'
	| 'timeout'
	| 'protocol'
	| 'taskFailed'
	| 'waitedTooLong'
	| 'canceled';

const TRANSIENT_KINDS: ReadonlySet<TaskErrorKind> = new Set<TaskErrorKind>([
	'rateLimited',
	'unavailable',
	'timeout',
	'protocol',
]);

/** What an error says besides its message. */
export interface TaskRequestErrorDetails {
	/** What to do next. */
	readonly description: string;
	/** The HTTP status, where there was one. */
	readonly httpStatus?: number | undefined;
	/** How long the provider asked to be left alone, in ms. */
	readonly retryAfterMs?: number | undefined;
	/** Whether the same request may succeed a little later, where the kind alone does not say so. */
	readonly transient?: boolean;
}

/**
 * The one error of domain and providers. The message says what happened, the description what to
 * do next; neither holds a secret. The nodes turn it into n8n's own error classes.
 */
export class TaskRequestError extends Error {
	override readonly name = 'TaskRequestError';

	readonly description: string;

	readonly httpStatus: number | undefined;

	readonly retryAfterMs: number | undefined;

	/** Whether the same request may succeed a little later. */
	readonly transient: boolean;

	constructor(
		readonly kind: TaskErrorKind,
		message: string,
		details: TaskRequestErrorDetails,
	) {
		super(message);
		this.description = details.description;
		this.httpStatus = details.httpStatus;
		this.retryAfterMs = details.retryAfterMs;
		this.transient = details.transient ?? TRANSIENT_KINDS.has(kind);
	}
}

/** The error of an execution that was stopped in n8n. */
export function canceledError(): TaskRequestError {
	// n8n takes an execution for canceled, not failed, by this word in the message.
	return new TaskRequestError('canceled', 'The execution was canceled', {
		description: 'The task itself goes on at the provider: stopping n8n does not stop it.',
	});
}
