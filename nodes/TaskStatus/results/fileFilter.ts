import { TaskRequestError } from '../../task/errors';
import type { NamedFile } from './fileNames';

/** How many names a message lists. */
const MAX_LISTED_NAMES = 10;
/** Longer than any list of patterns that a person writes. */
const MAX_FILTER_LENGTH = 4096;

/**
 * The files that fit one of the globs, e.g. `*.glb, preview.*`; all without one. Upper and lower case
 * are the same. A pattern with a slash is compared with folder and name, another with the name alone;
 * a name as it stands always fits itself.
 * @throws {TaskRequestError} kind `input` when no file fits: a branch that ends without a word would
 *   look like success
 */
export async function filterFiles(
	files: readonly NamedFile[],
	filter: string,
): Promise<readonly NamedFile[]> {
	if (filter.length > MAX_FILTER_LENGTH) {
		throw new TaskRequestError('input', 'File Filter is too long', {
			description: 'Enter short patterns, separated by commas, e.g. *.glb, preview.*',
		});
	}
	const patterns = filter
		.split(',')
		.map((pattern) => pattern.trim())
		.filter((pattern) => pattern !== '');
	if (patterns.length === 0) return files;
	const fits = await matcherOf(patterns);
	const fitting = files.filter((file) => fits(pathOf(file)) || isNamed(file, patterns));
	if (fitting.length > 0) return fitting;
	const names = files.slice(0, MAX_LISTED_NAMES).map(pathOf).join(', ');
	throw new TaskRequestError('input', `No file of the task fits "${filter}"`, {
		description: `The task has: ${names}. Change or remove File Filter in the options.`,
	});
}

/** Loaded on first use: nearly no execution has a filter. */
async function matcherOf(patterns: readonly string[]): Promise<(path: string) => boolean> {
	const { Minimatch } = await import('minimatch');
	const options = {
		nocase: true,
		matchBase: true,
		dot: true,
		// The comma between braces is our own separator; !, # and (…|…) stand in names of files.
		nobrace: true,
		noext: true,
		nonegate: true,
		nocomment: true,
	};
	const globs = patterns.map((pattern) => new Minimatch(pattern, options));
	return (path) => globs.some((glob) => glob.match(path));
}

/** Brackets stand in names as well, e.g. `model [1].glb`. */
function isNamed(file: NamedFile, patterns: readonly string[]): boolean {
	const names = [file.fileName.toLowerCase(), pathOf(file).toLowerCase()];
	return patterns.some((pattern) => names.includes(pattern.toLowerCase()));
}

function pathOf({ directory, fileName }: NamedFile): string {
	return directory === '' ? fileName : `${directory}/${fileName}`;
}
