import type { Clock } from '../clock';
import { withDeadline } from '../deadline';
import { canceledError, TaskRequestError } from '../errors';
import type { Limiter } from '../limiter';

/** How long after the time limit the last look may begin, and how long it may take, in ms. */
const LAST_LOOK_MS = 5_000;

/** What a look needs from outside. */
export interface LookTools<Answer> {
	readonly clock: Clock;
	/** Shared by all waits of an execution. */
	readonly limiter: Limiter;
	/** Fires when the execution is stopped. */
	readonly signal: AbortSignal;
	/** One look at the task. */
	readonly look: (signal: AbortSignal) => Promise<Answer>;
}

/** What came of one look: an answer, a miss, or no turn before the time limit. */
export type Look<Answer> =
	| { readonly kind: 'seen'; readonly answer: Answer }
	| { readonly kind: 'missed'; readonly fault: TaskRequestError }
	| { readonly kind: 'noTurn' };

/**
 * One look when its turn has come, cut off at the time limit of the wait.
 * @param limitAt when the wait ends, in ms since 1970; the first look begins before it, the last at it
 * @param isFirst whether the task was never looked at
 * @throws {TaskRequestError} kind `canceled` when the execution is stopped; a bug as it is
 */
export async function lookInTurn<Answer>(
	{ clock, limiter, signal, look }: LookTools<Answer>,
	limitAt: number,
	isFirst: boolean,
): Promise<Look<Answer>> {
	return await limiter(async (): Promise<Look<Answer>> => {
		const leftMs = limitAt - clock.now();
		// So many tasks at a slow provider that this one's turn came too late.
		if (leftMs < (isFirst ? 0 : -LAST_LOOK_MS)) return { kind: 'noTurn' };
		const looking = withDeadline(
			signal,
			Math.max(leftMs, LAST_LOOK_MS),
			noAnswerError,
			async (deadline) => await look(deadline.signal),
			clock,
		);
		return await looking.then(
			(answer) => ({ kind: 'seen', answer }),
			(error: unknown) => {
				if (signal.aborted) throw canceledError();
				if (error instanceof TaskRequestError) return { kind: 'missed', fault: error };
				throw error;
			},
		);
	}, signal);
}

function noAnswerError(): TaskRequestError {
	return new TaskRequestError('timeout', 'The provider did not answer before the time limit', {
		description: 'Raise Timeout, or check that the provider is reachable from n8n.',
	});
}
