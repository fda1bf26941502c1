import { MS_PER_SECOND } from './limits';

const PERCENT_MAX = 100;
/** In seconds the year 5138, in milliseconds 1973: a larger number is in milliseconds. */
const LARGEST_SECONDS = 1e11;
/** The last millisecond an ECMAScript date can hold; beyond it `toISOString` throws. */
const LAST_DATE_MS = 8.64e15;

/** A percentage within 0–100 with one decimal at most; null for anything that is not a number. */
export function toProgress(percent: unknown): number | null {
	if (typeof percent !== 'number' || Number.isNaN(percent)) return null;
	const clamped = Math.min(PERCENT_MAX, Math.max(0, percent));
	return Math.round(clamped * 10) / 10;
}

/** The percentage of parts that are done; null when there are no parts. */
export function shareDone(done: number, all: number): number | null {
	return all > 0 ? toProgress((done / all) * PERCENT_MAX) : null;
}

/**
 * ISO 8601 of a Unix time, in seconds or in milliseconds; null for 0 ("not yet"), negatives and what
 * is no number.
 */
export function fromUnixSeconds(time: unknown): string | null {
	if (typeof time !== 'number' || !(time > 0)) return null;
	const ms = time > LARGEST_SECONDS ? time : time * MS_PER_SECOND;
	return ms > LAST_DATE_MS ? null : new Date(ms).toISOString();
}

/** A human text, trimmed; null for an empty one and for anything that is not a text. */
export function toText(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	const text = value.trim();
	return text === '' ? null : text;
}

/** A word or a number as text; null for everything else. */
export function toWord(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return toText(value);
}
