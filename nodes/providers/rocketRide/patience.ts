import { TaskRequestError } from '../../task/errors';
import { backoffMs } from './backoff';

/**
 * Decides whether a connection is worth another try. A server that could never be reached is
 * reported at once, like over HTTP: the address is wrong. One that was there is given time to come
 * back, and so is one that has too many connections at the moment.
 */
export class Patience {
	private everOpen = false;

	private failures = 0;

	private troubleSince: number | undefined;

	/** @param limitMs how long trouble may last until questions fail without another try */
	constructor(private readonly limitMs: number) {}

	/** The pause before the next try. */
	delayMs(): number {
		return this.failures > 0 && !this.exhausted() ? backoffMs(this.failures) : 0;
	}

	/** Whether to try again after this error. */
	allows(error: unknown): error is TaskRequestError {
		return isPassing(error, this.everOpen) && this.failures > 0 && !this.exhausted();
	}

	onOpen(): void {
		this.everOpen = true;
	}

	/** A connection could not be opened. */
	onFailure(error: unknown): void {
		if (isPassing(error, this.everOpen)) this.onLost();
	}

	/** An open connection was lost. */
	onLost(): void {
		this.failures += 1;
		this.troubleSince ??= Date.now();
	}

	/** A question was answered: not before that is a connection known to be good. */
	restore(): void {
		this.failures = 0;
		this.troubleSince = undefined;
	}

	private exhausted(): boolean {
		return this.troubleSince !== undefined && Date.now() - this.troubleSince >= this.limitMs;
	}
}

function isPassing(error: unknown, everOpen: boolean): boolean {
	if (!(error instanceof TaskRequestError)) return false;
	if (error.kind === 'rateLimited') return true;
	return everOpen && (error.kind === 'unavailable' || error.kind === 'timeout');
}
