/**
 * Texts that mean "no error" in an `error` field. Rodin documents an absent field, null and "OK";
 * the on-premises product writes "None".
 */
const NO_ERROR_WORDS: ReadonlySet<string> = new Set(['', 'ok', 'none', 'null', 'success']);

/** Whether the content of a provider's `error` field says that there is no error. */
export function isNoError(error: unknown): boolean {
	if (error === undefined || error === null) return true;
	return typeof error === 'string' && NO_ERROR_WORDS.has(error.trim().toLowerCase());
}
