import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a server of a test saw it. */
export interface SeenRequest {
	readonly method: string;
	/** With the query. */
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

/** What a server of a test answers: JSON, or a text as it is. */
export interface Reply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly json?: unknown;
	readonly text?: string;
}

/** A tiny HTTP server on loopback that answers by a function and keeps what it was asked. */
export class JsonServer {
	private constructor(
		private readonly server: Server,
		readonly origin: string,
		readonly seen: readonly SeenRequest[],
	) {}

	static async start(answer: (request: SeenRequest, origin: string) => Reply): Promise<JsonServer> {
		const seen: SeenRequest[] = [];
		let origin = '';
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
				seen.push(one);
				const { status = 200, headers: own = {}, json, text } = answer(one, origin);
				const type = text === undefined ? 'application/json' : 'text/plain';
				response.writeHead(status, { 'content-type': type, ...own });
				response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return new JsonServer(server, origin, seen);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
