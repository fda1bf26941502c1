/**
 * Maps entries with at most `limit` of them under way, keeping their order.
 * The first rejection rejects the whole; work that has not begun by then never begins.
 */
export async function mapConcurrently<Entry, Result>(
	entries: readonly Entry[],
	limit: number,
	map: (entry: Entry, index: number) => Promise<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(entries.length);
	let next = 0;
	let stopped = false;
	const work = async () => {
		while (next < entries.length && !stopped) {
			const index = next++;
			results[index] = await map(entries[index] as Entry, index);
		}
	};
	const workers = Math.max(1, Math.min(limit, entries.length));
	try {
		await Promise.all(Array.from({ length: workers }, work));
	} finally {
		stopped = true;
	}
	return results;
}
