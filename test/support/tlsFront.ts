import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';

const FIXTURES = join(__dirname, '..', 'fixtures', 'tls');
const read = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');

/** TLS in front of a plain server, with a certificate that nobody has signed. */
export interface TlsFront {
	readonly url: string;
	close(): void;
}

/** @param target the plain server's address */
export async function startTlsFront(target: string): Promise<TlsFront> {
	const { hostname, port } = new URL(target);
	const server = createServer({ key: read('key.pem'), cert: read('cert.pem') }, (client) => {
		const upstream = connect(Number(port), hostname);
		client.pipe(upstream).pipe(client);
		client.on('error', () => undefined).on('close', () => upstream.destroy());
		upstream.on('error', () => undefined).on('close', () => client.destroy());
	});
	server.on('tlsClientError', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port: own } = server.address() as AddressInfo;
	return { url: `https://127.0.0.1:${own}`, close: () => server.close() };
}
