import { once } from 'node:events';

import { WebSocket } from 'ws';

/**
 * The shortest program that asks for tasks: sign in, all answers.
 * @param atOnce requests that may be under way at the same time
 */
export async function askOverDap(
	baseUrl: string,
	key: string,
	tokens: readonly string[],
	atOnce: number,
): Promise<number> {
	const socket = new WebSocket(`${baseUrl.replace(/^http/, 'ws')}/task/service`);
	const send = (seq: number, command: string, given: Readonly<Record<string, string>>) =>
		socket.send(JSON.stringify({ type: 'request', seq, command, arguments: given, ...given }));
	await once(socket, 'open');
	const waiting = new Set(tokens.map((_token, index) => index + 1));
	let lastSeq = 0;
	const askNext = () => {
		const token = tokens[lastSeq];
		if (token !== undefined) send(++lastSeq, 'rrext_get_task_status', { token });
	};
	await new Promise<void>((resolve, reject) => {
		socket.on('error', reject);
		socket.on('message', (data) => {
			const { request_seq: seq, type } = JSON.parse(String(data)) as {
				request_seq: number;
				type: string;
			};
			if (type !== 'response') return;
			if (seq === 0) tokens.slice(0, atOnce).forEach(askNext);
			else askNext();
			waiting.delete(seq);
			if (waiting.size === 0) resolve();
		});
		send(0, 'auth', { auth: key });
	});
	socket.terminate();
	return tokens.length;
}
