const PATIENCE_MS = 10_000;
const PAUSE_MS = 10;

/** Resolves as soon as the condition holds; rejects when it does not within ten seconds. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
	const end = Date.now() + PATIENCE_MS;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error(`Never became true: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}
