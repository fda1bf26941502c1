const PAUSE_MS = 100;

/** Resolves as soon as the condition holds; rejects when it does not in the given time. */
export async function within(
	limitMs: number,
	what: string,
	condition: () => boolean | Promise<boolean>,
): Promise<void> {
	const end = Date.now() + limitMs;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error(`${what} did not come within ${limitMs / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}
