import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const DEFAULT_PORT = '80';

/**
 * A forward proxy as companies have one. It resolves made-up host names, so that whatever reaches
 * them has gone through it; WebSockets pass by CONNECT only.
 */
export class ConnectProxy {
	/** The `host:port` of every CONNECT. */
	readonly connects: string[] = [];

	/** The host of every request in absolute form. */
	readonly forwarded: string[] = [];

	private readonly server = createServer((request, response) => this.forward(request, response));

	private readonly sockets = new Set<Duplex>();

	/** @param names the address behind each made-up `host:port` */
	private constructor(private readonly names: ReadonlyMap<string, string>) {
		this.server.on('connect', (request: IncomingMessage, client: Duplex) =>
			this.tunnel(request.url ?? '', client),
		);
		this.server.on('connection', (socket) => this.sockets.add(socket));
	}

	static async start(names: Readonly<Record<string, string>> = {}): Promise<ConnectProxy> {
		const proxy = new ConnectProxy(new Map(Object.entries(names)));
		proxy.server.listen(0, '127.0.0.1');
		await once(proxy.server, 'listening');
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private resolve(hostAndPort: string): URL {
		return new URL(this.names.get(hostAndPort) ?? `http://${hostAndPort}`);
	}

	private tunnel(target: string, client: Duplex): void {
		this.connects.push(target);
		const { hostname, port } = this.resolve(target);
		const upstream = connect(Number(port), hostname, () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			client.pipe(upstream).pipe(client);
		});
		client.on('error', () => undefined).on('close', () => upstream.destroy());
		upstream.on('error', () => undefined).on('close', () => client.destroy());
	}

	private forward(request: IncomingMessage, response: ServerResponse): void {
		const { hostname, port, pathname, search } = new URL(request.url ?? '');
		this.forwarded.push(`${hostname}:${port || DEFAULT_PORT}`);
		const target = this.resolve(`${hostname}:${port || DEFAULT_PORT}`);
		const { method, headers } = request;
		const onward = send(
			{ host: target.hostname, port: target.port, path: pathname + search, method, headers },
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onward.on('error', () => response.destroy());
		request.pipe(onward);
	}
}
