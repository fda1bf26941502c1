import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

import type { ProxyAgentFor } from '../../shared/proxyAgent';

/**
 * The network connections of one Socket.IO connection, so that none outlives it: the library waits
 * for the server's answer to a goodbye, 30 s for a WebSocket and without limit for a long poll.
 */
export class Wires {
	private readonly open = new Set<Duplex>();

	private readonly cut = new AbortController();

	/** Fires when every connection is cut. */
	readonly ended = this.cut.signal;

	private onEmpty: () => void = () => undefined;

	constructor(
		private readonly url: string,
		private readonly proxyAgentFor: ProxyAgentFor,
	) {
		// Every connection listens.
		setMaxListeners(0, this.cut.signal);
	}

	/** An agent for the library. */
	agent(): Agent {
		const { signal } = this.cut;
		const options = { keepAlive: false, signal };
		const DirectAgent = this.url.startsWith('https:') ? HttpsAgent : HttpAgent;
		const agent = this.proxyAgentFor(this.url, signal) ?? new DirectAgent(options);
		const connect = agent.createConnection.bind(agent);
		agent.createConnection = (...given) => {
			const wire = connect(...given);
			return wire ? this.add(wire) : wire;
		};
		return agent;
	}

	/** Resolves when every connection has ended; those that take longer are cut. */
	async end(graceMs: number): Promise<void> {
		if (this.open.size > 0) {
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, graceMs);
				this.onEmpty = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
		this.cut.abort();
	}

	private add(wire: Duplex): Duplex {
		this.open.add(wire);
		// A connection may be begun and cut before anybody listens: that would end the process.
		wire.on('error', () => undefined);
		wire.once('close', () => {
			this.open.delete(wire);
			if (this.open.size === 0) this.onEmpty();
		});
		return wire;
	}
}
