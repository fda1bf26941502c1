import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on the loopback that answers as a test tells it. */
export interface SmallServer {
	readonly url: string;
	/** What was asked, in order: method, path and query. */
	readonly requests: Array<{ readonly line: string; readonly headers: IncomingMessage['headers'] }>;
	answer: Handler;
	close(): Promise<void>;
}

/** @param tls key and certificate of an https server */
export async function startServer(
	answer: Handler,
	tls?: { readonly key: string; readonly cert: string },
): Promise<SmallServer> {
	const requests: SmallServer['requests'] = [];
	const handle: Handler = (request, response) => {
		requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
		request.resume();
		small.answer(request, response);
	};
	const server: Server = tls === undefined ? createServer(handle) : createHttpsServer(tls, handle);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const small: SmallServer = {
		url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
		requests,
		answer,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return small;
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
