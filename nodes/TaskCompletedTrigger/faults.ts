import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';

/** A question that was not answered. */
export interface Fault {
	readonly error: unknown;
	/** Texts that must not show in messages. */
	readonly secrets: readonly string[];
}

const PERMANENT_KINDS: ReadonlySet<TaskErrorKind> = new Set<TaskErrorKind>([
	'credential',
	'configuration',
	'input',
]);

/** Whether somebody has to act. Faults of n8n or of this node are no passing ones either. */
export function isPermanent(error: unknown): boolean {
	return !(error instanceof TaskRequestError) || PERMANENT_KINDS.has(error.kind);
}

/** Whether the poll's time was over before the answer came. */
export function isCutOff(error: unknown): boolean {
	return error instanceof TaskRequestError && error.kind === 'canceled';
}

/** Whether a fault means that the others of the provider need not be asked now. */
export function isHopeless(error: unknown): boolean {
	if (!(error instanceof TaskRequestError)) return false;
	const { kind, httpStatus } = error;
	// 403 may be about a single task of another account.
	const isOfAll = kind === 'configuration' || kind === 'rateLimited';
	return isOfAll || (kind === 'credential' && httpStatus !== 403);
}

/** The fault of one who takes longer than a whole poll: without it, nobody would ever be told. */
export function tooSlow(name: string): TaskRequestError {
	return new TaskRequestError('timeout', `${name} did not answer within the time of a poll`, {
		description: 'Check that the server is reachable from n8n, or lower Request Timeout.',
	});
}
