import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { isUrl } from './address';

/** A link to a file, with the name it goes by. */
export interface Link {
	readonly name: string;
	readonly url: string;
}

const NAME_KEYS = ['file_name', 'filename', 'fileName', 'name'] as const;
const UNNAMED = 'result';

/**
 * Every link in a value: a text, or the texts of lists, maps and objects, however deep.
 * @param key takes only texts under this key
 */
export function linksIn(value: unknown, key?: string): readonly Link[] {
	const links = new Map<string, Link>();
	const visit = (current: unknown, under: string | null, holder: JsonRecord | null) => {
		if (typeof current === 'string') {
			if (!isUrl(current) || (key !== undefined && under !== key) || links.has(current)) return;
			links.set(current, { name: nameOf(current, under, holder), url: current });
		} else if (Array.isArray(current)) {
			for (const entry of current) visit(entry, under, null);
		} else if (isRecord(current)) {
			for (const [name, entry] of Object.entries(current)) visit(entry, name, current);
		}
	};
	visit(value, null, null);
	return [...links.values()];
}

/** By the object's own name, else as the address ends, with the key of a map as its name. */
function nameOf(url: string, under: string | null, holder: JsonRecord | null): string {
	for (const key of NAME_KEYS) {
		const name = holder !== null && Object.hasOwn(holder, key) ? holder[key] : null;
		if (typeof name === 'string' && name.trim() !== '') return name;
	}
	const end = lastSegment(url);
	const extension = /\.\w{1,8}$/.exec(end)?.[0] ?? '';
	if (extension !== '') return end;
	return end || under || UNNAMED;
}

function lastSegment(url: string): string {
	const segment = new URL(url).pathname.split('/').findLast((part) => part !== '') ?? '';
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
