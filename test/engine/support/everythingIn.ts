/** A node of the workflow: n8n attaches it to errors by itself, with the author's parameters. */
const NODE_KEY = 'node';

/**
 * Every text in a value, however deep, hidden properties such as `stack` and `cause` included:
 * whatever somebody could log, store or show of it.
 */
export function everythingIn(value: unknown): string {
	const seen = new Set<unknown>();
	const texts: string[] = [];
	const visit = (current: unknown): void => {
		if (typeof current === 'string') texts.push(current);
		if (typeof current !== 'object' || current === null || seen.has(current)) return;
		seen.add(current);
		if (Buffer.isBuffer(current)) {
			texts.push(current.toString());
			return;
		}
		for (const key of Reflect.ownKeys(current)) {
			if (key === NODE_KEY) continue;
			texts.push(String(key));
			visit(Reflect.get(current, key));
		}
	};
	visit(value);
	return texts.join('\n');
}
