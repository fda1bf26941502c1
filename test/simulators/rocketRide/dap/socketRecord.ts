/** What the simulator saw of its WebSocket clients, for tests that count. */
export class SocketRecord {
	everOpened = 0;
	open = 0;
	/** Upgrades that were turned away or left without an answer. */
	refused = 0;
	everAuthenticated = 0;
	pings = 0;
	/** How each client called itself in `auth`. */
	readonly clientNames: string[] = [];
	/** How often each command came. */
	readonly commands = new Map<string, number>();
	/** How often each task, or else command, was asked about. */
	readonly subjects = new Map<string, number>();

	/** Counts one more and says the new count. */
	count(counts: Map<string, number>, key: string): number {
		const next = (counts.get(key) ?? 0) + 1;
		counts.set(key, next);
		return next;
	}

	/** The record as JSON. */
	toJSON(): Record<string, unknown> {
		const { commands, subjects, ...rest } = this;
		const asObjects = {
			commands: Object.fromEntries(commands),
			subjects: Object.fromEntries(subjects),
		};
		return { ...rest, ...asObjects };
	}
}
