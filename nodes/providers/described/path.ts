import { search } from 'jmespath';

import { isRecord } from '../../task/json';

/** Nearly every path: names and dots. */
const PLAIN = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Names that every object has from its prototype; `jmespath` does not tell them from its own. */
const INHERITED = new RegExp(
	`(?<!\\w)(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})(?!\\w)`,
);

/**
 * What a JMESPath finds in a JSON value; null for nothing, and where a function of the path does not
 * take what it gets. Only own properties count. A plain path is walked here: the library parses a
 * path anew for every question, which for the dozen of a status takes longer than all else.
 */
export function find(value: unknown, path: string): unknown {
	if (path === '@') return value;
	if (PLAIN.test(path)) return walk(value, path.split('.'));
	if (isUnsafe(path)) return null;
	try {
		return (search(value, path) as unknown) ?? null;
	} catch {
		return null;
	}
}

/** Why a path cannot be used; null if it can. */
export function faultOfPath(path: string): string | null {
	if (PLAIN.test(path)) return null;
	if (isUnsafe(path)) return 'a JMESPath without names that every object inherits';
	try {
		search(null, path);
		return null;
	} catch (error) {
		// A path that parses may still refuse null, e.g. `length(@)`.
		const isRuntime = error instanceof Error && /^(TypeError|Runtime)/.test(error.message);
		return isRuntime ? null : 'a JMESPath that parses';
	}
}

function isUnsafe(path: string): boolean {
	return INHERITED.test(path) || path.includes('\\u');
}

function walk(value: unknown, names: readonly string[]): unknown {
	let current = value;
	for (const name of names) {
		if (!isRecord(current) || !Object.hasOwn(current, name)) return null;
		current = current[name];
	}
	return current ?? null;
}
