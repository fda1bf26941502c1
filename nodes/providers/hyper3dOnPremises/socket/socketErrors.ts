import { TaskRequestError } from '../../../task/errors';
import type { TaskErrorKind } from '../../../task/errors';
import { MAX_STATUS_BYTES } from '../../../task/limits';
import { providerWords } from '../../shared/httpAnswer';
import { loopbackHint, networkError } from '../../shared/networkError';
import type { SocketAddress } from '../address';
import { isOversized } from './oversized';
import { transportCause } from './transportCause';

const MS_PER_SECOND = 1000;

/** The error of a `connect_error` event, or of the transport error behind a `disconnect` event. */
export function connectionError(
	error: Error,
	address: SocketAddress,
	timeoutMs: number,
): TaskRequestError {
	const { host, namespace } = address;
	if (error.message === 'Invalid namespace') {
		return new TaskRequestError(
			'configuration',
			`${host} has no Socket.IO namespace ${namespace}`,
			{
				description:
					'Check Socket Namespace in the credential: it is the path in the vendor\'s "Socket" address, /api/scheduler_socket by default.',
			},
		);
	}
	if ('data' in error) return rejection(error, address);
	if (error.message === 'timeout') return silenceError(address, timeoutMs, false);
	if (error.message.includes('v2.x')) return oldServerError(host);
	const { status, cause } = transportCause(error);
	if (status !== null) return handshakeError(status, address);
	if (isOversized(cause)) return oversizedError(address);
	if (error.message === 'server error' || cause instanceof SyntaxError) return noSocketIo(address);
	return networkError(cause, host);
}

/** Words of the server's own middleware: most likely about the key. Python's server gives none. */
function rejection(error: Error, { host, namespace }: SocketAddress): TaskRequestError {
	const words = providerWords(error.message);
	const reason = words === null || words === 'undefined' ? 'it gave no reason' : words;
	return new TaskRequestError('credential', `${host} refused the connection: ${reason}`, {
		description: `Check the Subscription Key of the task, and Socket Namespace in the credential (${namespace}). An unlocked asset has a subscription key of its own.`,
	});
}

function noSocketIo({ host, path }: SocketAddress): TaskRequestError {
	return new TaskRequestError('protocol', `${host} does not speak Socket.IO at ${path}`, {
		description:
			'Check the base URL and Socket Path in the credential: they lead to a web page, a sign-in or another API.',
	});
}

function oldServerError(host: string): TaskRequestError {
	return new TaskRequestError('protocol', `${host} speaks an older version of Socket.IO`, {
		description: 'This node speaks Socket.IO 3 and 4. Ask for an update of the server.',
	});
}

function handshakeError(status: number, { host, path }: SocketAddress): TaskRequestError {
	const error = (kind: TaskErrorKind, what: string, description: string) =>
		new TaskRequestError(kind, `${host} ${what}`, {
			description: `${description} (HTTP ${status} at ${path})`,
			httpStatus: status,
		});
	if (status === 401 || status === 403) {
		return error(
			'credential',
			'refused the Socket.IO handshake',
			'A sign-in in front of the server, or the server itself, does not let n8n in: check the Subscription Key, and what the proxy asks for.',
		);
	}
	if (status === 404) {
		return error(
			'configuration',
			'has no Socket.IO at this path',
			'Check Socket Path in the credential. It is not the namespace: the path stays /socket.io unless a proxy moves it.',
		);
	}
	if (status === 429) {
		return error('rateLimited', 'receives too many requests', 'Ask less often.');
	}
	if (status >= 500) {
		return error(
			'unavailable',
			'cannot answer at the moment',
			'The server is being restarted, or the proxy in front of it does not reach it. Try again later.',
		);
	}
	if (status >= 300 && status < 400) {
		return error(
			'configuration',
			'redirects the Socket.IO handshake',
			'Redirects are not followed, since they would carry the key along. Enter the final address as the base URL in the credential.',
		);
	}
	return error(
		'provider',
		'rejected the Socket.IO handshake',
		'Check the base URL and Socket Path in the credential. The server must speak Socket.IO 3 or 4.',
	);
}

/** The error of a message beyond the size of any status. */
export function oversizedError({ host }: SocketAddress): TaskRequestError {
	return new TaskRequestError('protocol', `${host} sent more than ${MAX_STATUS_BYTES} bytes`, {
		description:
			'A task status has less than a kB. The message has not been read. Check that the base URL in the credential leads to the right server.',
	});
}

/** The error of a server that ends connections again and again without answering. */
export function droppedError({ host, namespace }: SocketAddress): TaskRequestError {
	return new TaskRequestError(
		'unavailable',
		`${host} ended the connection before it had answered (namespace ${namespace})`,
		{
			description:
				'The server or a proxy in front of it is being restarted or overloaded, or it does not accept the query. Try again.',
		},
	);
}

/** The error of a message that cannot be told to belong to a task. */
export function unnamedStatusError({ host, namespace }: SocketAddress): TaskRequestError {
	return new TaskRequestError(
		'protocol',
		`${host} answers without the expected fields "taskUuid" and "jobStatus" (namespace ${namespace})`,
		{
			description:
				'A message without taskUuid is never taken for an answer, since it may be about another task. Check Socket Namespace and the version of the server, or use the REST channel.',
		},
	);
}

/** The error of a question that got no answer in time. */
export function silenceError(
	{ host, namespace }: SocketAddress,
	timeoutMs: number,
	connected: boolean,
): TaskRequestError {
	const where = `within ${timeoutMs / MS_PER_SECOND} s (namespace ${namespace})`;
	if (!connected) {
		return new TaskRequestError('timeout', `${host} did not accept the connection ${where}`, {
			description: `Check the address in the credential, and that proxies let WebSocket or long polling through.${loopbackHint(host)}`,
		});
	}
	return new TaskRequestError('timeout', `${host} did not answer the query ${where}`, {
		description:
			'The server accepted the connection and is silent about this task. Check that Task UUID and Subscription Key belong together: a server may say nothing about a task it does not know.',
	});
}
