/** Limits of the described services. */

/** What one result may have, all its pages together, in bytes; also one that comes with the status. */
export const MAX_RESULT_BYTES = 64 * 1024 * 1024;

/** The pages of one result. */
export const MAX_RESULT_PAGES = 1000;

/** Between two questions of a look that finds a task not visible yet, in ms. */
export const NOT_VISIBLE_PAUSE_MS = 1000;

/** The longest that a success may ask to be left alone, in ms: no server silences a task for ever. */
export const MAX_HINT_MS = 60 * 60 * 1000;

/** Time between two looks at a task unless a description says more, in seconds. */
export const DEFAULT_MIN_SECONDS = 1;
