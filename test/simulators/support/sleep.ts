/** Real waiting, for faults only. Never keeps the process alive by itself. */
export async function sleep(ms: number): Promise<void> {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}
