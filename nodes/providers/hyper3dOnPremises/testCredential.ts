import { withDeadline } from '../../task/deadline';
import { TaskRequestError } from '../../task/errors';
import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { isNoError } from '../../task/noError';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess, providerWords } from '../shared/httpAnswer';
import { readSocketAddress } from './address';
import { checkProgressRequest } from './restClient';
import { SocketConnection } from './socket/socketConnection';
import { silenceError } from './socket/socketErrors';
import { loadSocketIo } from './socket/socketIo';
import { bearer, readKey } from '../shared/key';

/** No task has it, so that asking for it changes nothing. */
const NO_TASK = '00000000-0000-4000-8000-000000000000';

/** The vendor's own word, or words such as "Task not found" and "task does not exist". */
const NO_SUCH_TASK = /\bNO_SUCH_TASK\b|\btask\b.*\b(not found|not exist)|no such task/i;

/** The vendor's words for a key that is refused (fact sheet), which come on a 2xx as well. */
const REFUSED = /\b(PERMISSION_DENIED|USER_NOT_FOUND)\b/;

/**
 * With an API token the REST call must let it in; without one the Socket.IO handshake must work.
 * @throws {TaskRequestError}
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<void> {
	if (readKey(host.credential, 'apiToken') === '') await testHandshake(host, signal);
	else await testRest(host, signal);
}

/**
 * A server that knows no such task says so: with `NO_SUCH_TASK` (the vendor's web client), or with
 * words about a task (a guess: what exactly is not public). Any other JSON may be anybody's.
 */
async function testRest(host: ProviderHost, signal: AbortSignal): Promise<void> {
	const request = checkProgressRequest(host.baseUrl, NO_TASK);
	const headers = { Authorization: bearer(host.credential, 'apiToken') };
	const answer = await host.request({ ...request, headers }, signal);
	const body = isRecord(answer.body) ? answer.body : {};
	const error = isRecord(body.error) ? body.error.message : body.error;
	const reasons = [error, body.detail, body.message].map(providerWords);
	const words = reasons.filter((text) => text !== null).join(' – ');
	const refused = answer.status === 401 || answer.status === 403 || REFUSED.test(words);
	const knowsNoTask = reasons.some((reason) => reason !== null && saysNoSuchTask(reason));
	if (!refused && (knowsNoTask || (isSuccess(answer) && isStatus(body)))) return;
	if (!isSuccess(answer)) throw httpStatusError(answer, words || null);
	if (isNoError(body.error)) throw foreignAnswerError(answer, 'an object with "stage"');
	throw new TaskRequestError(
		refused ? 'credential' : 'provider',
		`${answer.host} answered with an error: ${words || 'no reason'}`,
		{ description: 'Check the API token in the credential.', httpStatus: answer.status },
	);
}

/** Words about a path, which contain a slash, are those of any server that has no such call. */
function saysNoSuchTask(words: string): boolean {
	return NO_SUCH_TASK.test(words) && !words.includes('/');
}

function isStatus(body: JsonRecord): boolean {
	return toText(body.stage) !== null && isNoError(body.error);
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
