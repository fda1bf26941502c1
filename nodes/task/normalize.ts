const PERCENT_MAX = 100;
const MS_PER_SECOND = 1000;
/** The last second an ECMAScript date can hold; beyond it `toISOString` throws. */
const LAST_UNIX_SECOND = 8.64e12;

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

/** ISO 8601 of a Unix time in seconds; null for 0 ("not yet"), negatives and what is no number. */
export function fromUnixSeconds(seconds: unknown): string | null {
	if (typeof seconds !== 'number' || !(seconds > 0) || seconds > LAST_UNIX_SECOND) return null;
	return new Date(seconds * MS_PER_SECOND).toISOString();
}

let latest: { readonly ms: number; readonly iso: string } = {
	ms: 0,
	iso: new Date(0).toISOString(),
};

/**
 * ISO 8601. The answers of one millisecond share a text: to write it takes as long as all else about
 * building a task (0.5 µs, measured).
 */
export function toIso(date: Date): string {
	const ms = date.getTime();
	if (ms !== latest.ms) latest = { ms, iso: date.toISOString() };
	return latest.iso;
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
