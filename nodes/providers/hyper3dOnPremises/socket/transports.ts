import type { IncomingMessage } from 'node:http';

import type { Fetch, NodeWebSocket } from 'socket.io-client';

import { MAX_STATUS_BYTES } from '../../../task/limits';
import { createGather } from '../../shared/gather';
import type { OpenWires } from './openWires';
import { poll } from './poll';

/** The classes of engine.io-client, the layer below socket.io-client, that are extended. */
export interface TransportClasses {
	readonly Fetch: typeof Fetch;
	readonly NodeWebSocket: typeof NodeWebSocket;
}

/** What is used of a socket of the package `ws`. */
interface WebSocketLike {
	once(event: 'close', listener: () => void): void;
	once(event: 'upgrade', listener: (response: IncomingMessage) => void): void;
	terminate(): void;
}

const NO_ENGINE_IO = 'not Engine.IO';

/** What a connection hands to its transports. */
export interface WireOptions {
	readonly wires: OpenWires;
	/** The time for a WebSocket's handshake, in ms. */
	readonly upgradeMs: number;
}

/**
 * WebSocket, then long polling where WebSocket is refused: both with a limit on the size of a
 * message, both ending with their connection, and neither following a redirect, which would carry
 * the key along. A handshake that is no JSON makes the library throw where nobody can catch it.
 * Both expect {@link WireOptions} among their options.
 */
export function createTransports({
	NodeWebSocket,
	Fetch,
}: TransportClasses): [typeof NodeWebSocket, typeof Fetch] {
	class BoundedWebSocket extends NodeWebSocket {
		private gather: () => void = () => undefined;

		override createSocket(
			uri: string,
			protocols: string | string[] | undefined,
			options: Record<string, unknown>,
		): WebSocketLike {
			const { wires, upgradeMs } = this.opts as typeof this.opts & WireOptions;
			const limits = { maxPayload: MAX_STATUS_BYTES, handshakeTimeout: upgradeMs };
			const socket = super.createSocket(uri, protocols, { ...options, ...limits }) as WebSocketLike;
			const ended = wires.add(() => socket.terminate());
			socket.once('close', ended);
			socket.once('upgrade', (response) => (this.gather = createGather(response.socket)));
			return socket;
		}

		override write(packets: unknown): void {
			this.gather();
			super.write(packets);
		}

		protected override onData(data: string): void {
			try {
				super.onData(data);
			} catch (error) {
				this.onError(NO_ENGINE_IO, error);
			}
		}
	}

	class BoundedPolling extends Fetch {
		private readonly requests = new AbortController();

		override doPoll(): void {
			this.exchange('GET', '', (body) => this.onData(body));
		}

		override doWrite(data: string, onWritten: () => void): void {
			this.exchange('POST', data, onWritten);
		}

		/** The library waits for the answer to a handshake before it closes. */
		override doClose(): void {
			if (this.readyState === 'opening') this.requests.abort();
			else super.doClose();
		}

		private exchange(method: 'GET' | 'POST', data: string, use: (body: string) => void): void {
			const { wires } = this.opts as typeof this.opts & WireOptions;
			const ended = wires.add(() => this.requests.abort());
			poll(this.uri(), method, data, this.requests.signal)
				.then(({ status, body }) => {
					if (status === 200) use(body);
					else this.onError('HTTP status', status);
				})
				.catch((error: unknown) => this.onError(NO_ENGINE_IO, error))
				.finally(ended);
		}
	}

	return [BoundedWebSocket, BoundedPolling];
}
