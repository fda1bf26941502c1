import type { JsonRecord } from '../../task/json';
import { providerWords } from '../shared/httpAnswer';

/** The server keeps the newest 50 (vendor page); a hostile one may send more. */
const MAX_ERRORS = 50;

/** What a status says about items that failed. */
export interface ItemErrors {
	readonly failedCount: number;
	readonly totalCount: number;
	/** Readable, the oldest first. */
	readonly texts: readonly string[];
}

/** The failures of single items in a status. */
export function readItemErrors({ failedCount, totalCount, errors }: JsonRecord): ItemErrors {
	return {
		failedCount: toCount(failedCount),
		totalCount: toCount(totalCount),
		texts: readTexts(errors),
	};
}

/** Whether any item failed. */
export function hasItemErrors({ failedCount, texts }: ItemErrors): boolean {
	return failedCount > 0 || texts.length > 0;
}

/** "1 of 5 items failed (3 errors, the first: could not parse file3.txt, y.cpp:42)". */
export function describeItemErrors(found: ItemErrors): string {
	const { failedCount, totalCount } = found;
	const all = totalCount >= failedCount && totalCount > 0 ? ` of ${totalCount}` : '';
	const items = failedCount > 0 ? `${failedCount}${all} items failed` : 'RocketRide reports errors';
	return `${items}${describeFirst(found)}`;
}

/** " (3 errors, the first: …)"; empty where there is none. */
export function describeFirst({ texts }: ItemErrors): string {
	const [first] = texts;
	if (first === undefined) return '';
	return texts.length === 1 ? ` (${first})` : ` (${texts.length} errors, the first: ${first})`;
}

/** Errors and warnings, in words; entries that are no text are left out. */
export function readTexts(entries: unknown): readonly string[] {
	if (!Array.isArray(entries)) return [];
	return entries.slice(0, MAX_ERRORS).flatMap((entry: unknown) => {
		const text = providerWords(entry);
		return text === null ? [] : [readable(text)];
	});
}

/** "Failed*could not parse file3.txt*y.cpp:42" is kind, text and place in the source (captured). */
function readable(text: string): string {
	const [, words = '', ...place] = text.split('*').map((part) => part.trim());
	if (words === '') return text;
	return [words, place.join('*')].filter((part) => part !== '').join(', ');
}

/** A count; 0 for what is no number. */
export function toCount(value: unknown): number {
	return typeof value === 'number' && value > 0 ? value : 0;
}
