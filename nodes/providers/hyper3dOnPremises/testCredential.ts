import { withDeadline } from '../../task/deadline';
import { TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { httpStatusError, isSuccess, shapeError } from '../shared/httpAnswer';
import { readSocketAddress } from './address';
import { checkProgressRequest } from './restClient';
import { SocketConnection } from './socket/socketConnection';
import { silenceError } from './socket/socketErrors';
import { loadSocketIo } from './socket/socketIo';

/** No task has it, so that asking for it changes nothing. */
const NO_TASK = '00000000-0000-4000-8000-000000000000';

/**
 * With an API token the REST call must let it in; without one the Socket.IO handshake must work.
 * @throws {TaskRequestError}
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const apiToken = toText(host.credential.apiToken);
	if (apiToken === null) await testHandshake(host, signal);
	else await testRest(host, apiToken, signal);
}

/** A server that knows no such task says so in some JSON: what exactly is not public. */
async function testRest(host: ProviderHost, apiToken: string, signal: AbortSignal): Promise<void> {
	const request = checkProgressRequest(host.baseUrl, NO_TASK);
	const headers = { Authorization: `Bearer ${apiToken}` };
	const answer = await host.request({ ...request, headers }, signal);
	const refused = answer.status === 401 || answer.status === 403;
	const unfit = answer.status >= 500 || (answer.status >= 300 && answer.status < 400);
	if (refused || unfit) throw httpStatusError(answer);
	if (answer.bodyKind === 'json') return;
	throw isSuccess(answer)
		? shapeError(answer, 'an object with "stage"', answer.body)
		: httpStatusError(answer);
}

/**
 * There is no subscription key without a task. A server that refuses the connection for that, in
 * words of its own, is there and has the namespace.
 */
async function testHandshake(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const address = readSocketAddress(host);
	const { requestTimeoutMs } = host;
	const connection = new SocketConnection(await loadSocketIo(), address, '', requestTimeoutMs);
	try {
		const handshake = withDeadline(
			signal,
			requestTimeoutMs,
			() => silenceError(address, requestTimeoutMs, false),
			async () => await connection.handshake,
		);
		await handshake.catch(unlessRefused);
	} finally {
		await connection.close();
	}
}

/** An HTTP status would be a proxy's refusal, not the server's own. */
function unlessRefused(error: unknown): void {
	const refused = error instanceof TaskRequestError && error.kind === 'credential';
	if (!refused || error.httpStatus !== undefined) throw error as Error;
}
