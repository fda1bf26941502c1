/**
 * The network connections and requests of one Socket.IO connection that are still open, so that
 * none outlives it: the library waits for the server's answer to a goodbye, 30 s for a WebSocket
 * and without limit for a long poll.
 */
export class OpenWires {
	private readonly cuts = new Set<() => void>();

	private onEmpty: (() => void) | null = null;

	/**
	 * @param cut ends the wire at once
	 * @returns to be called when the wire has ended
	 */
	add(cut: () => void): () => void {
		this.cuts.add(cut);
		return () => {
			this.cuts.delete(cut);
			if (this.cuts.size === 0) this.onEmpty?.();
		};
	}

	/**
	 * Says goodbye and resolves when every wire has ended; those that take longer are cut.
	 * @param graceMs the time for a polite end
	 */
	async end(graceMs: number, sayGoodbye: () => void): Promise<void> {
		// A goodbye fires events: whoever asks in between must find the end begun.
		await Promise.resolve();
		sayGoodbye();
		if (this.cuts.size === 0) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => {
				for (const cut of this.cuts) cut();
				resolve();
			}, graceMs);
			this.onEmpty = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}
