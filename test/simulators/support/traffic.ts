import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SimulatorStats } from './simulator';

/** Counts what is under way, and can end all of it at once. */
export class Traffic {
	private readonly sockets = new Set<Socket>();
	private closing = false;

	/** Requests without a complete answer yet. */
	inFlight = 0;
	/** The peak of `inFlight` since the start or the last `resetPeaks()`. */
	maxInFlight = 0;
	/** All requests since the start. */
	requestCount = 0;
	/** All connections accepted since the start. */
	connectionCount = 0;
	maxOpenConnections = 0;

	get openConnections(): number {
		return this.sockets.size;
	}

	watchConnections(server: Server): void {
		server.on('connection', (socket) => {
			if (this.closing) {
				socket.destroy();
				return;
			}
			this.connectionCount += 1;
			this.sockets.add(socket);
			this.maxOpenConnections = Math.max(this.maxOpenConnections, this.sockets.size);
			socket.once('close', () => this.sockets.delete(socket));
		});
	}

	enter(response: ServerResponse): void {
		this.requestCount += 1;
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		response.once('close', () => {
			this.inFlight -= 1;
		});
	}

	counts(): Omit<SimulatorStats, 'faultsInjected'> {
		const { inFlight, maxInFlight, requestCount } = this;
		const { openConnections, maxOpenConnections, connectionCount } = this;
		return {
			inFlight,
			maxInFlight,
			requestCount,
			openConnections,
			maxOpenConnections,
			connectionCount,
		};
	}

	resetPeaks(): void {
		this.maxInFlight = this.inFlight;
		this.maxOpenConnections = this.sockets.size;
	}

	/** Cuts every connection, also upgraded and hanging ones, now and from now on. */
	end(): void {
		this.closing = true;
		for (const socket of this.sockets) socket.destroy();
	}

	/** Cuts every connection, but accepts new ones. */
	cut(): void {
		for (const socket of this.sockets) socket.destroy();
	}
}
