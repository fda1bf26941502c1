import { TICKS_BETWEEN_ERRORS, TOLERATED_TICKS } from '../limits';

/** How a fault is taken: somebody has to act, or it may pass by itself. */
export type FaultClass = 'permanent' | 'passing';

/** Ticks in a row that had a fault of one class. */
export interface FaultStreak {
	readonly faultClass: FaultClass | null;
	readonly ticks: number;
}

/** Nothing wrong. */
export const NO_FAULTS: FaultStreak = { faultClass: null, ticks: 0 };

/** The streak with one more tick. */
export function countTick(streak: FaultStreak, faultClass: FaultClass | null): FaultStreak {
	if (faultClass === null) return NO_FAULTS;
	return { faultClass, ticks: streak.faultClass === faultClass ? streak.ticks + 1 : 1 };
}

/**
 * Whether the fault of a tick is told. Each time n8n stores a failed execution and starts the error
 * workflow: a permanent fault is told at once, a passing one when it lasts, and either again only
 * after a while.
 */
export function isTold({ faultClass, ticks }: FaultStreak): boolean {
	if (faultClass === null) return false;
	const tolerated = faultClass === 'permanent' ? 0 : TOLERATED_TICKS;
	return ticks > tolerated && (ticks - tolerated - 1) % TICKS_BETWEEN_ERRORS === 0;
}
