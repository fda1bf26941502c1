import type { ResultFile } from '../../providers/provider';

/** A result file under a name that is safe on every system, apart from all others of its task. */
export interface NamedFile extends ResultFile {
	/** Folders, joined with slashes; empty where there are none. */
	readonly directory: string;
	readonly fileName: string;
	/** Without the dot. */
	readonly fileExtension: string;
}

/** Longer names do not fit on common file systems beside what others append. */
const MAX_NAME_LENGTH = 200;
/** Names that mean devices on Windows, whatever their extension. */
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu;
const FALLBACK_NAME = 'file';
/** More of a name than fits on any file system; its end is kept, where the extension is. */
const MAX_PATH_LENGTH = 4096;

/**
 * Splits folders off the provider's names, makes every part safe (`..`, absolute paths, control
 * characters, reserved names) and numbers repeated names: `preview.webp`, `preview (2).webp`.
 */
export function nameFiles(files: readonly ResultFile[]): readonly NamedFile[] {
	const taken = new Map<string, number>();
	return files.map((file) => {
		const given = file.name.slice(-MAX_PATH_LENGTH);
		const parts = given.split(/[/\\]/).map(safePart).filter(isFolderOrFile);
		const wanted = parts.pop() ?? FALLBACK_NAME;
		const directory = parts.join('/');
		const fileName = untaken(wanted, (name) => `${directory}/${name}`.toLowerCase(), taken);
		return { ...file, directory, fileName, fileExtension: splitName(fileName).extension };
	});
}

function safePart(part: string): string {
	const cleaned = withoutEnd(part.replace(UNSAFE_CHARACTERS, '_')).trim();
	const named = RESERVED_NAME.test(cleaned) ? `_${cleaned}` : cleaned;
	if (named.length <= MAX_NAME_LENGTH) return named;
	const { stem, extension } = splitName(named);
	const end = extension === '' ? '' : `.${extension.slice(0, MAX_NAME_LENGTH / 2)}`;
	return stem.slice(0, MAX_NAME_LENGTH - end.length) + end;
}

/** Windows drops dots and blanks at the end of a name. A regular expression takes the square of it. */
function withoutEnd(part: string): string {
	let end = part.length;
	while (end > 0 && '. '.includes(part.charAt(end - 1))) end--;
	return part.slice(0, end);
}

function isFolderOrFile(part: string): boolean {
	return part !== '' && part !== '.' && part !== '..';
}

/**
 * The name with the first number that is free.
 * @param taken the number to try next, by the key of a name that is taken
 */
function untaken(
	name: string,
	keyOf: (name: string) => string,
	taken: Map<string, number>,
): string {
	const { stem, extension } = splitName(name);
	let candidate = name;
	let number = taken.get(keyOf(name)) ?? 2;
	while (taken.has(keyOf(candidate))) {
		candidate = `${stem} (${number++})${extension === '' ? '' : `.${extension}`}`;
	}
	taken.set(keyOf(name), number);
	if (candidate !== name) taken.set(keyOf(candidate), 2);
	return candidate;
}

function splitName(name: string): { readonly stem: string; readonly extension: string } {
	const dot = name.lastIndexOf('.');
	if (dot <= 0) return { stem: name, extension: '' };
	return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}
