import { createServer } from 'node:net';

/** The port itself if nobody listens on it, else 0: any free one. */
export async function freeOrAny(port: number): Promise<number> {
	return await new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(0));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
	});
}
