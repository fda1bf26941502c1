import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';

/** What stands for each `{x}`. */
export type Values = ReadonlyMap<string, string>;

const PLACE = /\{([A-Za-z]\w*)\}/g;
const DOT_SEGMENTS: ReadonlySet<string> = new Set(['', '.', '..']);

/** The names in the places of a template. */
export function placesIn(template: string): readonly string[] {
	return [...template.matchAll(PLACE)].map(([, name]) => name ?? '');
}

/**
 * A template with a value in each `{x}`.
 * @throws {TaskRequestError} kind `configuration` for a name that stands for nothing
 */
export function fill(
	template: string,
	values: Values,
	write: (value: string, name: string) => string = (value) => value,
): string {
	return template.replace(PLACE, (_place, name: string) => {
		const value = values.get(name);
		if (value === undefined) throw unknownPlace(name);
		return write(value, name);
	});
}

/** The texts of a JSON value filled, however deep. */
export function fillJson(value: unknown, values: Values): unknown {
	if (typeof value === 'string') return fill(value, values);
	if (Array.isArray(value)) return value.map((entry: unknown) => fillJson(entry, values));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, fillJson(entry, values)]),
	);
}

/**
 * A value as part of a path. An empty one would turn some APIs into a list, and dots lead elsewhere.
 * @param keepsSlashes whether slashes part it instead of being encoded
 * @throws {TaskRequestError} kind `input`
 */
export function toPathPart(value: string, name: string, keepsSlashes: boolean): string {
	const segments = keepsSlashes ? value.split('/') : [value];
	if (!value.isWellFormed() || segments.some((segment) => DOT_SEGMENTS.has(segment))) {
		throw new TaskRequestError('input', `"${name}" cannot be part of an address`, {
			description: 'Fill in the identifier which the provider returned when the task was started.',
		});
	}
	return segments.map(encodeURIComponent).join('/');
}

function unknownPlace(name: string): TaskRequestError {
	return new TaskRequestError('configuration', `Nothing is known that stands for {${name}}`, {
		description:
			'A description may name its identifiers, the values of the request, and fields of the credential.',
	});
}
