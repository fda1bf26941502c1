import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy that can stop passing anything on, as a server that hangs: connections stay open. */
export class DeafProxy {
	private readonly sockets = new Set<Socket>();

	private deaf = false;

	private constructor(private readonly server: ReturnType<typeof createServer>) {}

	static async start(target: string): Promise<DeafProxy> {
		const { hostname, port } = new URL(target);
		const server = createServer();
		const proxy = new DeafProxy(server);
		server.on('connection', (client) => proxy.join(client, connect(Number(port), hostname)));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Connections that the client has not closed. */
	get openConnections(): number {
		return this.sockets.size;
	}

	fallSilent(): void {
		this.deaf = true;
	}

	close(): void {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private join(client: Socket, upstream: Socket): void {
		this.sockets.add(client);
		client.on('data', (data) => this.deaf || upstream.write(data));
		upstream.on('data', (data) => this.deaf || client.write(data));
		client.on('error', () => undefined).on('close', () => this.sockets.delete(client));
		client.on('close', () => upstream.destroy());
		upstream.on('error', () => undefined).on('close', () => this.deaf || client.destroy());
	}
}
