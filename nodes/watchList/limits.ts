/** Limits of the watch list, in one place. */

/** n8n's largest page (api-types, `MAX_ITEMS_PER_PAGE` in 2.8.4 and 2.40.7). */
export const LARGEST_PAGE = 250;

/** A page that is too large for one answer is asked for again with so much fewer rows. */
export const SMALLER_PAGE = 5;

/** The longest context of a row, in characters: n8n has 50 MB for all Data Tables together. */
export const MAX_CONTEXT_LENGTH = 100_000;

/** How long the editor waits for the list of tables, in ms. */
export const SEARCH_TIMEOUT_MS = 10_000;
