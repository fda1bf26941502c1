import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** As little as an HTTP client can do: Node's own, with connections that are kept. */
export interface PlainHttp {
	post(url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<unknown>;
	close(): void;
}

/** @param connections the most that are open at the same time */
export function plainHttp(connections: number): PlainHttp {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	return {
		post: async (url, headers, body) =>
			await new Promise((resolve, reject) => {
				const text = JSON.stringify(body);
				const sent = request(url, {
					agent,
					method: 'POST',
					headers: {
						...headers,
						'content-type': 'application/json',
						'content-length': Buffer.byteLength(text),
					},
				});
				sent.once('response', (response) => json(response).then(resolve, reject));
				sent.once('error', reject);
				sent.end(text);
			}),
		close: () => agent.destroy(),
	};
}
