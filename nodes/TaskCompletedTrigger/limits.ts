/** Limits of the trigger, in one place. Times are in ms unless the name says so. */

/** Seconds between two looks inside a poll, unless the author says otherwise. */
export const DEFAULT_CHECK_INTERVAL_SECONDS = 5;

/** n8n's ticks are this far apart at least: a poll lasts until shortly before the next one. */
export const TICK_MS = 60_000;

/** Kept free at the end of a poll, for writing rows and closing connections. */
export const CLOSING_MS = 2_000;

/** A poll is over this long before the next tick. */
export const BREAK_MS = 500;

/** n8n waits for the look at activation while somebody looks at a spinner. */
export const QUICK_LOOK_MS = 10_000;

/** News of the same moment come as items of one execution. */
export const GATHER_MS = 1_000;

/** The shortest pause between two looks. */
export const SHORTEST_PAUSE_MS = 1_000;

/** How long a fault that may pass by itself is kept to itself. */
export const TOLERATED_MS = 3 * 60_000;

/** A fault that lasts is told again after this time: each time starts the error workflow. */
export const TELL_AGAIN_MS = 10 * 60_000;

/** A row may be added before its task starts: so long it is no end that there is none. */
export const EARLY_ROW_MS = 10 * 60_000;

/** Completions that are remembered: about 40 bytes each in the static data. */
export const MAX_MARKS = 40_000;

/** Writes to n8n's own database that may be under way at the same time. */
export const CONCURRENT_WRITES = 4;

/** Faults in a row, with no answer, after which the others are not asked in the same look. */
export const HOPELESS_FAULTS = 16;
