function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The plan in a submission's `simulate` field, an object or JSON text; empty where there is none,
 * undefined where it is malformed. What is in it is the test's own responsibility.
 */
export function planIn<Plan extends object>(body: unknown): Plan | undefined {
	const simulate = isObject(body) ? (body['simulate'] ?? {}) : {};
	if (typeof simulate !== 'string') return isObject(simulate) ? (simulate as Plan) : undefined;
	try {
		const parsed: unknown = JSON.parse(simulate);
		return isObject(parsed) ? (parsed as Plan) : undefined;
	} catch {
		return undefined;
	}
}

/** A text field of a JSON body. */
export function textIn(body: unknown, key: string): string | undefined {
	const value = isObject(body) ? body[key] : undefined;
	return typeof value === 'string' && value !== '' ? value : undefined;
}
