import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import { MAX_STATUS_BYTES } from '../../task/limits';
import { httpStatusError } from '../shared/httpAnswer';
import { loopbackHint, networkError } from '../shared/networkError';

/** What a server owes at the moment. */
export type Step = 'connect' | 'signIn' | 'answer';

const SILENCE: Readonly<Record<Step, string>> = {
	connect: 'did not accept a WebSocket connection',
	signIn: 'accepted the connection but did not answer the sign-in',
	answer: 'did not answer',
};

/** The error of a server that let the time limit pass. */
export function silenceError(host: string, timeoutMs: number, step: Step): TaskRequestError {
	return new TaskRequestError('timeout', `${host} ${SILENCE[step]} within ${timeoutMs / 1000} s`, {
		description: `The server is slow, stuck or something else than RocketRide. Check the base URL in the credential, try again later, or raise Request Timeout in the options.${loopbackHint(host)}`,
	});
}

/** The error of a connection that ended with requests under way. */
export function droppedError(host: string): TaskRequestError {
	return networkError({ code: 'ECONNRESET' }, host);
}

/** The error of an upgrade that was answered with an HTTP status. */
export function upgradeError(host: string, path: string, status: number): TaskRequestError {
	const details = (description: string) => ({ description, httpStatus: status });
	if (status === 403 || status === 429) {
		return new TaskRequestError(
			'rateLimited',
			`${host} does not accept another WebSocket connection (HTTP ${status})`,
			details(
				'RocketRide lets in 10 connections per address that have not signed in yet, and answers so at a wrong path. Try again later; if it stays so, check the base URL in the credential, or a proxy in front of the server forbids WebSockets.',
			),
		);
	}
	if (status === 404 || status === 200 || status === 426) {
		return new TaskRequestError(
			'configuration',
			`${host} has no RocketRide WebSocket at ${path} (HTTP ${status})`,
			details(
				'Check that the base URL in the credential is the address of the RocketRide server itself, e.g. http://127.0.0.1:5565, and that a proxy in front of it passes WebSockets on.',
			),
		);
	}
	return httpStatusError({ status, host, headers: {}, bodyKind: 'other', body: undefined });
}

/**
 * The error of a connection that failed, from whatever `ws` says.
 * @param asked the address, where it may never have been reached
 */
export function socketError(error: unknown, host: string, asked = host): TaskRequestError {
	const code = isRecord(error) ? error.code : undefined;
	if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
		return new TaskRequestError('protocol', `${host} sent more than ${MAX_STATUS_BYTES} bytes`, {
			description:
				'A task status has a few kB. Check that the base URL in the credential leads to a RocketRide server.',
		});
	}
	if (typeof code === 'string' && code.startsWith('WS_ERR_')) {
		return new TaskRequestError('protocol', `${host} does not speak WebSocket as it should`, {
			description: `Check the base URL in the credential, and a proxy in front of the server. (${code})`,
		});
	}
	return networkError(error, asked);
}
