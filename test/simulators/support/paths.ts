/** Where a simulator in another process is driven from; never subject to faults or recorded. */
export const CONTROL_PREFIX = '/__control';

export function isControl(url: string): boolean {
	return url.startsWith(CONTROL_PREFIX);
}

export function splitUrl(url: string): { path: string; query: string } {
	const mark = url.indexOf('?');
	return mark < 0
		? { path: url, query: '' }
		: { path: url.slice(0, mark), query: url.slice(mark + 1) };
}
