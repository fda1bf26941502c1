import type { TaskAnswer } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import type { TaskErrorKind } from '../../task/errors';
import type { FaultClass } from '../state/faults';

/** A task that was seen. */
export interface Sighting {
	readonly answer: TaskAnswer;
	/** What the author attached to a row of the watch list. */
	readonly context?: unknown;
}

/** A question that was not answered. */
export interface Fault {
	readonly error: unknown;
	/** The provider that was asked; null when the list of tasks itself could not be read. */
	readonly provider: string | null;
	/** Texts that must not show in messages. */
	readonly secrets: readonly string[];
	/** Whether it lies in a single entry of the list, so that no other task is concerned. */
	readonly isSingle?: boolean;
}

/** What one look found. */
export interface Sight {
	readonly sightings: readonly Sighting[];
	readonly faults: readonly Fault[];
	/** How many tasks are watched. */
	readonly watched: number;
	/** How many of them there was no time for. */
	readonly missed: number;
	/** Whether another look in this poll could find more. */
	readonly isOpen: boolean;
}

const PERMANENT_KINDS: ReadonlySet<TaskErrorKind> = new Set<TaskErrorKind>([
	'credential',
	'configuration',
	'input',
]);

/** Whether somebody has to act. Faults of n8n or of this node are no passing ones either. */
export function faultClassOf(error: unknown): FaultClass {
	if (!(error instanceof TaskRequestError)) return 'permanent';
	return PERMANENT_KINDS.has(error.kind) ? 'permanent' : 'passing';
}

/**
 * The fault that concerns more than single tasks: the list could not be read, or a provider has
 * answered for none of its tasks. A permanent one goes before a passing one.
 */
export function wholeFault({ faults, sightings }: Sight): Fault | null {
	const answered = new Set(sightings.map(({ answer }) => answer.task.provider));
	const whole = faults.filter(
		({ provider, isSingle }) => !isSingle && (provider === null || !answered.has(provider)),
	);
	return whole.find(({ error }) => faultClassOf(error) === 'permanent') ?? whole[0] ?? null;
}

/** How long the providers ask to be left alone, in ms. */
export function retryAfterMs({ faults }: Sight): number {
	const waits = faults.map(({ error }) =>
		error instanceof TaskRequestError ? (error.retryAfterMs ?? 0) : 0,
	);
	return waits.reduce((longest, wait) => Math.max(longest, wait), 0);
}

/** Whether the poll's time was over before the answer came. */
export function isCutOff(error: unknown): boolean {
	return error instanceof TaskRequestError && error.kind === 'canceled';
}

/** The fault of one who takes longer than a whole poll: without it, nobody would ever be told. */
export function tooSlow(name: string): TaskRequestError {
	return new TaskRequestError('timeout', `${name} did not answer within the time of a poll`, {
		description: 'Check that the server is reachable from n8n, or lower Request Timeout.',
	});
}
