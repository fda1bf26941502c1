import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Agent, ClientRequest } from 'node:http';
import type { Duplex } from 'node:stream';

import type { ProxyAgentFor } from '../../shared/proxyAgent';

/**
 * The network connections of one Socket.IO connection, so that none outlives it: the library waits
 * for the server's answer to a goodbye, 30 s for a WebSocket and without limit for a long poll.
 */
export class Wires {
	private readonly open = new Set<Duplex>();

	private readonly cut = new AbortController();

	private onEmpty: () => void = () => undefined;

	constructor(
		private readonly url: string,
		private readonly proxyAgentFor: ProxyAgentFor,
	) {
		// Every connection listens.
		setMaxListeners(0, this.cut.signal);
	}

	/**
	 * An agent for the library.
	 * @param wrap what the library gets in place of a connection
	 */
	agent(wrap: (wire: Duplex) => Duplex = (wire) => wire): Agent {
		const { signal } = this.cut;
		const options = { keepAlive: false, signal };
		const DirectAgent = this.url.startsWith('https:') ? HttpsAgent : HttpAgent;
		const agent = this.proxyAgentFor(this.url, signal) ?? new DirectAgent(options);
		if (takesRequests(agent)) silenceAnswered(agent);
		const connect = agent.createConnection.bind(agent);
		agent.createConnection = (...given) => {
			const wire = connect(...given);
			return wire ? wrap(this.add(wire)) : wire;
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
		wire.once('close', () => {
			this.open.delete(wire);
			if (this.open.size === 0) this.onEmpty();
		});
		return wire;
	}
}

/** What Node's agents have and their types leave out. */
interface RequestTaker {
	addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

function takesRequests(agent: Agent): agent is Agent & RequestTaker {
	return 'addRequest' in agent && typeof agent.addRequest === 'function';
}

/**
 * A request of the long polling transport tells no error once its answer has begun, which has errors
 * of its own: the library may have forgotten the request by then (xmlhttprequest-ssl 2.1.2 after an
 * abort), and would throw where nobody can catch it.
 */
function silenceAnswered(agent: RequestTaker): void {
	const addRequest = agent.addRequest.bind(agent);
	agent.addRequest = (request, ...rest) => {
		request.once('response', () => {
			request.removeAllListeners('error');
			request.on('error', () => undefined);
		});
		addRequest(request, ...rest);
	};
}
