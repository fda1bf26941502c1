import type { Server, Socket } from 'socket.io';

type EngineConnection = Socket['conn'];

/** What the simulator saw of its clients, for tests that count. */
export class ConnectionRecord {
	/** Connections that completed a handshake, whichever namespace they asked for. */
	everOpened = 0;
	open = 0;
	/** Handshakes that were turned away or left without an answer. */
	refused = 0;
	/** The `subscription` of each connection, in order; an empty text where there was none. */
	readonly subscriptionKeys: string[] = [];
	/** The transport each connection began with. */
	readonly transports: string[] = [];
	/** Connections that changed from polling to WebSocket. */
	upgraded = 0;
	/** How often each uuid was asked for over the socket. */
	readonly queries = new Map<string, number>();
	/** How often each uuid was asked for over REST. */
	readonly progressChecks = new Map<string, number>();

	/** Counts one more for a uuid and says the new count. */
	count(counts: Map<string, number>, taskUuid: string): number {
		const next = (counts.get(taskUuid) ?? 0) + 1;
		counts.set(taskUuid, next);
		return next;
	}

	/** Counts the connections of a server; one that asks for a wrong namespace counts too. */
	watch(io: Server): void {
		io.engine.on('connection', (connection: EngineConnection) => {
			const query = new URL(connection.request.url ?? '/', 'http://localhost').searchParams;
			this.everOpened += 1;
			this.open += 1;
			this.subscriptionKeys.push(query.get('subscription') ?? '');
			this.transports.push(query.get('transport') ?? '');
			connection.once('upgrade', () => (this.upgraded += 1));
			connection.once('close', () => (this.open -= 1));
		});
	}

	/** The record as JSON. */
	toJSON(): Record<string, unknown> {
		return {
			everOpened: this.everOpened,
			open: this.open,
			refused: this.refused,
			subscriptionKeys: this.subscriptionKeys,
			transports: this.transports,
			upgraded: this.upgraded,
			queries: Object.fromEntries(this.queries),
			progressChecks: Object.fromEntries(this.progressChecks),
		};
	}
}
