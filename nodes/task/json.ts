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
