import { io } from 'socket.io-client';

import { SCHEDULER_NAMESPACE } from '../../simulators/hyper3dOnPremises';

/**
 * The shortest program that asks for tasks: one connection, all answers.
 * @param atOnce queries that may be under way at the same time
 */
export async function askOverSocketIo(
	baseUrl: string,
	subscriptionKey: string,
	taskUuids: readonly string[],
	atOnce: number,
): Promise<number> {
	const socket = io(`${baseUrl}${SCHEDULER_NAMESPACE}`, {
		query: { subscription: subscriptionKey },
		transports: ['websocket'],
		forceNew: true,
	});
	const waiting = new Set(taskUuids);
	const unasked = [...taskUuids];
	const askNext = () => {
		const uuid = unasked.pop();
		if (uuid !== undefined) socket.emit('query', uuid);
	};
	await new Promise<void>((resolve, reject) => {
		socket.on('connect_error', reject);
		socket.on('connect', () => taskUuids.slice(0, atOnce).forEach(askNext));
		socket.on('message', ({ taskUuid }: { taskUuid: string }) => {
			waiting.delete(taskUuid);
			if (waiting.size === 0) resolve();
			else askNext();
		});
	});
	socket.disconnect();
	return taskUuids.length;
}
