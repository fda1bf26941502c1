/** Sends what is due now, later, or together with others in reverse. */
export class Answers {
	private readonly timers = new Set<NodeJS.Timeout>();
	private readonly held = new Map<object, Array<() => void>>();

	/** Sends at once, or after a delay in real time. */
	after(delayMs: number, send: () => void): void {
		if (delayMs <= 0) return send();
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			send();
		}, delayMs);
		this.timers.add(timer);
	}

	/** Holds everything for one recipient until the time has passed, then sends it in reverse. */
	reversed(recipient: object, withinMs: number, send: () => void): void {
		const waiting = this.held.get(recipient);
		if (waiting) {
			waiting.push(send);
			return;
		}
		const batch = [send];
		this.held.set(recipient, batch);
		this.after(withinMs, () => {
			this.held.delete(recipient);
			for (const due of batch.reverse()) due();
		});
	}

	/** Forgets what has not been sent. */
	clear(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.held.clear();
	}
}
