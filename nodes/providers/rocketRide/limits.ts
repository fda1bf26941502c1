/** Limits of RocketRide's server and of its official client, in ms unless the name says so. */

/** Requests over HTTP of one execution at the same time: the server rejects what comes beyond about 10 (measured). */
export const MAX_HTTP_REQUESTS = 8;

/** As often as the official client: proxies cut connections that are quiet for longer. */
export const PING_INTERVAL_MS = 15_000;

/** Pings in a row without a sign of life that end a connection: 60 s, as in the official client. */
export const MAX_UNANSWERED_PINGS = 4;

/** How long the server may take to agree to the end of a connection. */
export const CLOSE_GRACE_MS = 250;

const RETRY_STEP_MS = 250;
const LONGEST_RETRY_MS = 15_000;

/** The pause after so many failures in a row: 250 ms more each time, as the official client does. */
export function retryDelayMs(failures: number): number {
	return Math.min(LONGEST_RETRY_MS, RETRY_STEP_MS * failures);
}
