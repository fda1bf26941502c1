import { MAX_JSON_DEPTH } from './limits';

/** A JSON object whose members have not been checked. */
export type JsonRecord = Record<string, unknown>;

/** Whether a value is a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a JSON value is, in words for an error message. */
export function describeJson(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (value === undefined) return 'nothing';
	return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Parses a text, with or without a byte order mark; `undefined` when it is not JSON or nested deeper
 * than any status.
 */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text.replace(BYTE_ORDER_MARK, ''));
		return isTooDeep(value) ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Whether a value is nested deeper than any status. n8n's copies of it would overflow the stack. */
export function isTooDeep(value: unknown): boolean {
	return isDeeperThan(value, MAX_JSON_DEPTH);
}

function isDeeperThan(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (depth === 0) return true;
	const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
	for (const child of children) {
		if (typeof child === 'object' && isDeeperThan(child, depth - 1)) return true;
	}
	return false;
}
