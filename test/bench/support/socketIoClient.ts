import { io } from 'socket.io-client';

import { SCHEDULER_NAMESPACE } from '../../simulators/hyper3dOnPremises';

/** The shortest program that asks for tasks: one connection, all queries at once, all answers. */
export async function askOverSocketIo(
	baseUrl: string,
	subscriptionKey: string,
	taskUuids: readonly string[],
): Promise<number> {
	const socket = io(`${baseUrl}${SCHEDULER_NAMESPACE}`, {
		query: { subscription: subscriptionKey },
		transports: ['websocket'],
		forceNew: true,
	});
	const waiting = new Set(taskUuids);
	await new Promise<void>((resolve, reject) => {
		socket.on('connect_error', reject);
		socket.on('connect', () => taskUuids.forEach((uuid) => socket.emit('query', uuid)));
		socket.on('message', ({ taskUuid }: { taskUuid: string }) => {
			waiting.delete(taskUuid);
			if (waiting.size === 0) resolve();
		});
	});
	socket.disconnect();
	return taskUuids.length;
}
