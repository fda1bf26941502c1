import { isRecord } from '../../task/json';
import { fromUnixSeconds, shareDone, toProgress, toWord } from '../../task/normalize';
import type { Progress } from './description';
import { find } from './path';

const MS_PER_SECOND = 1000;
/** Larger numbers are milliseconds: as seconds this is the year 5138, as milliseconds 1973. */
const LAST_SECOND = 1e11;
/** ISO 8601 with a zone: without one nobody knows which time it is. */
const ISO_WITH_ZONE =
	/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)$/i;
/** Where an object that stands for a reason has its text. */
const REASON_KEYS = ['message', 'detail', 'msg', 'error', 'description', 'reason'] as const;
/** Reasons may hold reasons; vendors nest three at most. */
const MAX_REASON_DEPTH = 4;

/** A text at a path: a word, a number, or the texts of a list or object; null for nothing. */
export function textAt(body: unknown, path: string | undefined): string | null {
	return path === undefined ? null : textOf(find(body, path));
}

/** The text of a reason in whatever shape. */
export function textOf(value: unknown, depth: number = MAX_REASON_DEPTH): string | null {
	if (depth === 0) return null;
	if (Array.isArray(value)) {
		const texts = value.map((entry) => textOf(entry, depth - 1)).filter((text) => text !== null);
		return texts.length === 0 ? null : texts.join('; ');
	}
	if (!isRecord(value)) return toWord(value);
	for (const key of REASON_KEYS) {
		const text = Object.hasOwn(value, key) ? textOf(value[key], depth - 1) : null;
		if (text !== null) return text;
	}
	return null;
}

/** ISO 8601 of the time at a path; null for 0, for '', and for what names no moment. */
export function timeAt(body: unknown, path: string | undefined): string | null {
	if (path === undefined) return null;
	const value = find(body, path);
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && !Number.isNaN(number)) {
		return fromUnixSeconds(number > LAST_SECOND ? number / MS_PER_SECOND : number);
	}
	if (typeof value !== 'string' || !ISO_WITH_ZONE.test(value.trim())) return null;
	const ms = Date.parse(value.trim());
	return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A number at a path, also as text; null for anything else. */
export function numberAt(body: unknown, path: string | undefined): number | null {
	if (path === undefined) return null;
	const value = find(body, path);
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Percent done. A negative number means that there is none. */
export function progressOf(body: unknown, progress: Progress | undefined): number | null {
	if (progress === undefined) return null;
	if ('path' in progress) {
		const number = numberAt(body, progress.path);
		return number === null || number < 0 ? null : toProgress((number / progress.of) * 100);
	}
	const done = numberAt(body, progress.done);
	const total = numberAt(body, progress.total);
	return done === null || total === null || done < 0 ? null : shareDone(done, total);
}
