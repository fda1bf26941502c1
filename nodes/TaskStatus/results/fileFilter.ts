import { TaskRequestError } from '../../task/errors';
import type { NamedFile } from './fileNames';

/** How many names a message lists. */
const MAX_LISTED_NAMES = 10;

/**
 * The files that fit one of the patterns, e.g. `*.glb, preview.*`; all without a pattern.
 * A pattern with a slash is compared with folder and name, another with the name alone.
 * @throws {TaskRequestError} kind `input` when no file fits: a branch that ends without a word would
 *   look like success
 */
export function filterFiles(files: readonly NamedFile[], filter: string): readonly NamedFile[] {
	const patterns = filter
		.split(',')
		.map((pattern) => pattern.trim())
		.filter((pattern) => pattern !== '')
		.map((pattern) => ({ withFolder: pattern.includes('/'), expression: toExpression(pattern) }));
	if (patterns.length === 0) return files;
	const fitting = files.filter((file) =>
		patterns.some(({ withFolder, expression }) =>
			expression.test(withFolder ? pathOf(file) : file.fileName),
		),
	);
	if (fitting.length > 0) return fitting;
	const names = files.slice(0, MAX_LISTED_NAMES).map(pathOf).join(', ');
	throw new TaskRequestError('input', `No file of the task fits "${filter}"`, {
		description: `The task has: ${names}. Change or remove File Filter in the options.`,
	});
}

function pathOf({ directory, fileName }: NamedFile): string {
	return directory === '' ? fileName : `${directory}/${fileName}`;
}

/** `*` stands for anything within a name, `**` for anything, `?` for one character. */
function toExpression(pattern: string): RegExp {
	const source = pattern.replace(/\*{2,}|\*|\?|[^*?]+/g, (token) => {
		if (token === '*') return '[^/]*';
		if (token === '?') return '[^/]';
		return token.startsWith('**') ? '.*' : token.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
	});
	return new RegExp(`^${source}$`, 'i');
}
