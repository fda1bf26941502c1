import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';
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
	if (!(error instanceof TaskRequestError)) {
		const words = redact(error instanceof Error ? error.message : String(error), secrets);
		return new NodeOperationError(node, `Unexpected fault: ${words}`, {
			description:
				'This is a fault of the node itself. Please report it with the steps to repeat it.',
			...item,
		});
	}
	const message = redact(error.message, secrets);
	const description = redact(error.description, secrets);
	if (OPERATION_KINDS.has(error.kind)) {
		return new NodeOperationError(node, message, { description, ...item });
	}
	const httpCode = error.httpStatus === undefined ? {} : { httpCode: String(error.httpStatus) };
	return new NodeApiError(node, {}, { message, description, ...httpCode, ...item });
}
