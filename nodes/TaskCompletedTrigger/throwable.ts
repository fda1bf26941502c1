import type { INode } from 'n8n-workflow';

import { toNodeError } from '../host/toNodeError';
import type { NodeError } from '../host/toNodeError';
import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';

/** n8n-workflow's `Failure` (since 2.37): why an operation failed, as plain data on the error. */
interface Failure {
	readonly cause:
		'rate-limited' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	readonly retryAfterMs?: number;
}

const CAUSES: Readonly<Partial<Record<TaskErrorKind, Failure['cause']>>> = {
	rateLimited: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	protocol: 'temporarily-unavailable',
	credential: 'credential-invalid',
	configuration: 'configuration-invalid',
	input: 'configuration-invalid',
};

/** The error a poll throws; it says why, so that newer hosts poll less often. Older ones ignore it. */
export function toPollError(
	node: INode,
	error: unknown,
	secrets: readonly string[],
): NodeError & { failure?: Failure } {
	const nodeError: NodeError & { failure?: Failure } = toNodeError(node, error, secrets);
	const failure = failureOf(error);
	if (failure !== null) nodeError.failure = failure;
	return nodeError;
}

function failureOf(error: unknown): Failure | null {
	if (!(error instanceof TaskRequestError)) return null;
	const cause = CAUSES[error.kind];
	if (cause === undefined) return null;
	const { retryAfterMs } = error;
	return retryAfterMs === undefined ? { cause } : { cause, retryAfterMs };
}
