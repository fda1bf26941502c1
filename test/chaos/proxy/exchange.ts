import { request as send } from 'node:http';
import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as the proxy read it. */
export interface Asked {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

/** A whole answer of the server behind the proxy. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** Headers that belong to one connection, or that the proxy writes itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
	'connection',
	'keep-alive',
	'transfer-encoding',
	'content-length',
	'host',
]);

/** Reads a message to its end. */
export async function readAll(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Passes a request on and waits for the whole answer. */
export async function forward(
	target: string,
	{ method, url, headers, body }: Asked,
	agent: Agent,
	signal: AbortSignal,
): Promise<Answer> {
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const options = {
			method,
			agent,
			signal,
			headers: { ...passed(headers), 'content-length': body.length },
		};
		send(`${target}${url}`, options, resolve).on('error', reject).end(body);
	});
	const answered = await readAll(response);
	return { status: response.statusCode ?? 0, headers: passed(response.headers), body: answered };
}

function passed(headers: IncomingHttpHeaders): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			OWN_HEADERS.has(name) || value === undefined ? [] : [[name, String(value)]],
		),
	);
}
