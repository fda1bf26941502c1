import type { Clock } from '../../task/clock';
import type { Task } from '../../task/task';
import type { Sight } from './sight';

/** One look at everything that is watched. */
export interface Round {
	readonly clock: Clock;
	/** Fires when the time is up. */
	readonly signal: AbortSignal;
	/** Whether it is the first look of its poll. */
	readonly isFirst: boolean;
	/** Whether nothing may be changed anywhere, as in a manual test. */
	readonly isReadOnly: boolean;
	/** Whether a task has come to a state that is to be fired and has not been. */
	readonly isNews: (task: Task) => boolean;
	/** Whether the present state of a task has been fired before. */
	readonly isFired: (task: Task) => boolean;
}

/** Where the watched tasks come from. */
export interface Source {
	/** Whether what had ended before the watch began is no news. */
	readonly hasBaseline: boolean;
	/**
	 * One look.
	 * @throws {TaskRequestError} when the list of tasks cannot be read
	 */
	look(round: Round): Promise<Sight>;
	/** What to fill in when nothing is watched. */
	whenEmpty(): Advice;
}

/** A message and what to do next. */
export interface Advice {
	readonly message: string;
	readonly description: string;
}
