/** Limits and intervals of the package, in one place. Times are in ms unless the name says so. */

export const MS_PER_SECOND = 1000;

/** Requests of one execution that are under way at the same time, unless the author says otherwise. */
export const DEFAULT_MAX_CONCURRENCY = 16;

/** Time limit of one request in seconds, unless the author says otherwise. */
export const DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;

/** The largest status answer that is read; a real one has a few kB. */
export const MAX_STATUS_BYTES = 10 * 1024 * 1024;

/** The longest identifier that is sent to a provider. */
export const MAX_IDENTIFIER_LENGTH = 4096;

/**
 * The longest that a server which is away or limits is left alone at its own wish: a day, after which
 * quotas begin anew. A trigger would otherwise be silent for years after one slip of a proxy.
 */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** How much of an error message is shown: it may quote a provider. */
export const MAX_MESSAGE_LENGTH = 500;

/** How deep an answer's JSON may be nested; a real one has four levels. */
export const MAX_JSON_DEPTH = 64;

/** Seconds between two looks at a task in a wait, unless the author says otherwise. */
export const DEFAULT_POLL_INTERVAL_SECONDS = 5;

/** Time limit of a wait in seconds, unless the author says otherwise. */
export const DEFAULT_WAIT_SECONDS = 600;

/** Looks in a row that may fail before a wait gives up, unless the author says otherwise. */
export const DEFAULT_MAX_CONSECUTIVE_FAILURES = 5;

/** Files of one execution that are downloaded at the same time. */
export const MAX_CONCURRENT_DOWNLOADS = 4;

/** The largest result file that is downloaded. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024 * 1024;

/** Bytes of a download that are handed to n8n's binary store at once. */
export const DOWNLOAD_BLOCK_BYTES = 256 * 1024;

/** How often a link that needs the key may lead on. */
export const MAX_LINK_REDIRECTS = 5;

/** Pause before a file server that limits is asked again, unless it says how long. */
export const DEFAULT_DOWNLOAD_PAUSE_MS = 1000;

/** The longest such pause; a server that asks for more is an error at once. */
export const MAX_DOWNLOAD_PAUSE_MS = 60_000;

/** Time limit of one file's download; a stalled one ends after the request timeout already. */
export const MAX_DOWNLOAD_MS = 60 * 60 * 1000;

/** The longest time a timer can hold, 24 days; Node turns a longer one into 1 ms. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
