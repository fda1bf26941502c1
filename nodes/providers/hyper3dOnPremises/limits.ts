/** Limits and intervals of this provider. Times are in ms. */

/** Time between two queries about the same task while no answer came (vendor page: 2 seconds). */
export const QUERY_REPEAT_MS = 2000;

/** How often a connection may break without an answer in between before its questions fail. */
export const MAX_DROPS = 5;

/** Attempts to get a broken connection back, the first after about this delay. */
export const RECONNECTION_ATTEMPTS = 5;
export const RECONNECTION_DELAY_MS = 100;
export const RECONNECTION_DELAY_MAX_MS = 2000;

/** Time for a WebSocket upgrade before polling is tried: some proxies swallow it without a word. */
export const MAX_UPGRADE_MS = 10_000;

/** Time for a polite goodbye to the server; then the connection is cut. */
export const GOODBYE_MS = 300;

/** Connections without a question that are kept open; each subscription key has one of its own. */
export const MAX_IDLE_CONNECTIONS = 64;

/** The largest answer of the REST call: with candidates it holds several pictures. */
export const MAX_PROGRESS_BYTES = 32 * 1024 * 1024;
