import { createServer } from 'node:net';

const HOST = '127.0.0.1';
const ANY_PORT = 0;
const MAX_TRIES = 50;

/**
 * A port nobody listens on: the wanted one, else the next free one above it. Without a wish the
 * operating system picks one, which keeps parallel tests apart.
 */
export async function freePort(wanted: number = ANY_PORT): Promise<number> {
	if (wanted === ANY_PORT) return (await probe(ANY_PORT)) ?? freePort();
	for (let port = wanted; port < wanted + MAX_TRIES; port++) {
		if ((await probe(port)) !== undefined) return port;
	}
	throw new Error(`No free port between ${wanted} and ${wanted + MAX_TRIES - 1}`);
}

async function probe(port: number): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen(port, HOST, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}
