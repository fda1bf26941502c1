/** Limits and intervals of this provider. Times are in ms. */

/** Time between two queries about the same task while no answer came (vendor page: 2 seconds). */
export const QUERY_REPEAT_MS = 2000;

/** Time before a broken connection is opened again, and the longest after failed attempts. */
export const RECONNECTION_DELAY_MS = 500;
export const RECONNECTION_DELAY_MAX_MS = 2000;

/** Time for a polite goodbye to the server; then the connection is cut. */
export const GOODBYE_MS = 300;

/** Connections without a question that are kept open; each subscription key has one of its own. */
export const MAX_IDLE_CONNECTIONS = 64;

/** The largest answer of the REST call: with candidates it holds several pictures. */
export const MAX_PROGRESS_BYTES = 32 * 1024 * 1024;

/** The names of what is at work that are kept; a real answer has a few. */
export const MAX_ON_PROGRESS = 50;
