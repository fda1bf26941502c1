import { TaskRequestError } from '../../../task/errors';
import { MAX_STATUS_BYTES } from '../../../task/limits';
import { httpStatusError, providerWords } from '../../shared/httpAnswer';
import { loopbackHint, networkError } from '../../shared/networkError';
import type { SocketAddress } from '../address';
import { isOversized, transportCause } from './transportCause';

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
	if (isOversized(error)) return oversizedError(address);
	const { status, cause } = transportCause(error);
	const isStranger = status === 404 || status === 200 || error.message === 'server error';
	if (isStranger) return noSocketIo(address);
	if (status !== null) return statusError(status, address);
	return networkError(cause, address.origin);
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

/** The library keeps the status only. */
function statusError(status: number, { host, path }: SocketAddress): TaskRequestError {
	const answer = { status, headers: {}, bodyKind: 'other', body: undefined, host } as const;
	return httpStatusError(answer, `the Socket.IO handshake at ${path}`);
}

function oldServerError(host: string): TaskRequestError {
	return new TaskRequestError('protocol', `${host} speaks an older version of Socket.IO`, {
		description: 'This node speaks Socket.IO 3 and 4. Ask for an update of the server.',
	});
}

/** The error of a message beyond the size of any status. */
export function oversizedError({ host }: SocketAddress): TaskRequestError {
	return new TaskRequestError('protocol', `${host} sent more than ${MAX_STATUS_BYTES} bytes`, {
		description:
			'A task status has less than a kB. The message has not been read. Check that the base URL in the credential leads to the right server.',
	});
}

/** The error of a question whose connection was there, and did not come back or did not stay. */
export function lostError({ host }: SocketAddress, timeoutMs: number): TaskRequestError {
	return new TaskRequestError(
		'unavailable',
		`The connection to ${host} was lost, and no answer came within ${timeoutMs / MS_PER_SECOND} s`,
		{
			description:
				'The server or a proxy in front of it is being restarted or overloaded. Try again later, or raise Request Timeout in the options.',
		},
	);
}

/** The error of a question after which only messages of another shape came. */
export function foreignMessagesError({ host, namespace }: SocketAddress): TaskRequestError {
	return new TaskRequestError(
		'protocol',
		`${host} answers without the expected fields "taskUuid" and "jobStatus" (namespace ${namespace})`,
		{
			description:
				'A message without them is never taken for an answer, since it may be about another task. Check Socket Namespace and the version of the server, or use the REST channel.',
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
