import type { NamedFile } from './fileNames';

/** The links of one task's files, asked for again when one of them has expired. */
export interface FreshLinks {
	/** The newest link that is known of a file. */
	latest(file: NamedFile): Promise<NamedFile>;
	/**
	 * The file with another link than the one that failed: that of a list which was asked for in the
	 * meantime, else of a new one. Null when the file is not there any more, or cannot be told from
	 * another of its name.
	 */
	after(failed: NamedFile): Promise<NamedFile | null>;
}

/**
 * @param first the files with the links to begin with
 * @param ask asks the provider for the list again
 */
export function createFreshLinks(
	first: readonly NamedFile[],
	ask: () => Promise<readonly NamedFile[]>,
): FreshLinks {
	let known = Promise.resolve(first);
	const find = async (file: NamedFile) => same(await known, file);
	return {
		latest: async (file) => {
			const found = await find(file);
			return found === null ? file : withNameOf(file, found);
		},
		after: async (failed) => {
			const before = known;
			const found = await find(failed);
			if (found !== null && found.url !== failed.url) return withNameOf(failed, found);
			// Whoever waited for the same list finds it renewed by the first of them.
			if (known === before) known = ask();
			const renewed = await find(failed);
			return renewed === null ? null : withNameOf(failed, renewed);
		},
	};
}

/** A list in another order numbers equal names otherwise: ours stay as they are. */
function withNameOf(file: NamedFile, { url, withKey }: NamedFile): NamedFile {
	return { ...file, url, ...(withKey !== undefined && { withKey }) };
}

/**
 * The same file in another list: by its name, and among equal names by the path of its link, which
 * does not change when it is signed anew.
 */
function same(files: readonly NamedFile[], file: NamedFile): NamedFile | null {
	const namesakes = files.filter(({ name }) => name === file.name);
	if (namesakes.length === 1) return namesakes[0] ?? null;
	const path = pathOf(file.url);
	const fitting = namesakes.filter(({ url }) => pathOf(url) === path);
	return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function pathOf(url: string): string {
	if (!URL.canParse(url)) return url;
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}
