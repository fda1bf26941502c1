import { ApplicationError, BaseError, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';
import { MAX_MESSAGE_LENGTH } from '../task/limits';
import { redact } from '../task/redact';

/** Errors of the author's making or of the task itself; all others came from a provider's API. */
const OPERATION_KINDS: ReadonlySet<TaskErrorKind> = new Set<TaskErrorKind>([
	'input',
	'configuration',
	'taskFailed',
	'waitedTooLong',
	'canceled',
]);

/** Any error as one of n8n's own. */
export type NodeError = NodeApiError | NodeOperationError;

/**
 * Turns an error into n8n's own class: the one place where that happens.
 * Nothing of the original but its words is kept, since requests and credentials hang on it.
 * @param secrets texts to mask in message and description
 * @param itemIndex the input item the error belongs to
 */
export function toNodeError(
	node: INode,
	error: unknown,
	secrets: readonly string[],
	itemIndex?: number,
): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const item = itemIndex === undefined ? {} : { itemIndex };
	if (error instanceof ApplicationError || error instanceof BaseError) {
		return ofN8n(node, error, secrets, itemIndex);
	}
	if (!(error instanceof TaskRequestError)) {
		const words = redact(error instanceof Error ? error.message : String(error), secrets);
		return new NodeOperationError(node, `Unexpected fault: ${words}`, {
			description:
				'This is a fault of the node itself. Please report it with the steps to repeat it.',
			...item,
		});
	}
	const masked = shorten(redact(error.message, secrets));
	const message = error.kind === 'canceled' ? masked : respell(masked);
	const description = redact(error.description, secrets);
	const httpCode = error.httpStatus === undefined ? {} : { httpCode: String(error.httpStatus) };
	const nodeError = OPERATION_KINDS.has(error.kind)
		? new NodeOperationError(node, message, { description, ...item })
		: new NodeApiError(node, {}, { message, description, ...httpCode, ...item });
	// n8n puts a sentence of its own in place of one that contains a system's code, e.g. ENOENT.
	nodeError.message = message;
	return nodeError;
}

/**
 * What n8n itself says, in nearly all cases of an expression: it knows which parameter holds it and
 * what is wrong with it, and its editor shows that from the context.
 */
function ofN8n(
	node: INode,
	error: Error,
	secrets: readonly string[],
	itemIndex: number | undefined,
): NodeOperationError {
	const { context, description } = error as Partial<NodeOperationError>;
	const message = respell(shorten(redact(error.message, secrets)));
	const nodeError = new NodeOperationError(node, message, {
		description: typeof description === 'string' ? redact(description, secrets) : UNDESCRIBED,
	});
	nodeError.message = message;
	nodeError.context = { ...context, ...(itemIndex !== undefined && { itemIndex }) };
	return nodeError;
}

const UNDESCRIBED =
	"These are n8n's own words. Check the expressions in the parameters of this node.";

/**
 * n8n takes every execution whose error says "canceled" for one that a person stopped, and runs no
 * error workflow. Here it is a task that was canceled, or a provider that says so.
 */
function respell(message: string): string {
	return message.replaceAll('canceled', 'cancelled');
}

/** Only after masking: a secret that is cut in two is not found any more. */
function shorten(message: string): string {
	if (message.length <= MAX_MESSAGE_LENGTH) return message;
	return `${message.slice(0, MAX_MESSAGE_LENGTH)}…`;
}
