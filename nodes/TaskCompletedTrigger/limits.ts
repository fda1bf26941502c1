/** Limits of the trigger, in one place. Times are in ms unless the name says so. */

/** Seconds between two looks inside a poll, unless the author says otherwise. */
export const DEFAULT_CHECK_INTERVAL_SECONDS = 5;

/** How long a poll may take on hosts that do not say it (n8n before 2.37). */
export const ASSUMED_BUDGET_MS = 45_000;

/** Kept free at the end of a poll's budget, for closing connections and writing back. */
export const BUDGET_RESERVE_MS = 2_000;

/** n8n waits for the look at activation while somebody looks at a spinner. */
export const QUICK_LOOK_MS = 10_000;

/** A look that has found news goes on for this long, so that news of the same moment come together. */
export const GATHER_MS = 5_000;

/** Ticks in a row that may fail for a passing reason before the trigger says so. */
export const TOLERATED_TICKS = 3;

/** A fault that lasts is told again after so many ticks: each time starts the error workflow. */
export const TICKS_BETWEEN_ERRORS = 10;

/** Completions that are remembered beyond those of the watched tasks. */
export const MAX_TAIL_ENTRIES = 10_000;

/** With 21 bytes each in JSON, all entries stay below 1 MB. */
export const MAX_ENTRIES = 40_000;

/** Runs and states of one task that are remembered; only the newest can come up again. */
export const MAX_ENTRIES_PER_TASK = 4;
