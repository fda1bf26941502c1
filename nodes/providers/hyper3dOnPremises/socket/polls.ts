import type { Agent, ClientRequest, IncomingMessage } from 'node:http';

import { canceledError } from '../../../task/errors';
import { MAX_STATUS_BYTES } from '../../../task/limits';
import { OVERSIZED } from './transportCause';

/** A redirect that the library does not follow but reports like every other status. */
const MULTIPLE_CHOICES = 300;

/** What Node's agents have and their types leave out. */
interface RequestTaker {
	addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

/**
 * An agent that sees the answers before the long polling transport does: that one reads an answer of
 * any size, and follows redirects, to wherever and throwing where nobody can catch it.
 * @param ended fires when nothing may be sent any more: the transport says goodbye after every error,
 *   and Node opens a connection whose signal has fired without ever closing it
 */
export function guardPolls(agent: Agent, ended: AbortSignal): Agent {
	if (!takesRequests(agent)) return agent;
	const addRequest = agent.addRequest.bind(agent);
	agent.addRequest = (request, ...rest) => {
		// The transport takes that for an error of its own.
		if (ended.aborted) throw canceledError();
		request.prependOnceListener('response', guardAnswer);
		addRequest(request, ...rest);
	};
	return agent;
}

function takesRequests(agent: Agent): agent is Agent & RequestTaker {
	return 'addRequest' in agent && typeof agent.addRequest === 'function';
}

function guardAnswer(answer: IncomingMessage): void {
	const { statusCode = 0 } = answer;
	if (statusCode >= 300 && statusCode < 400) answer.statusCode = MULTIPLE_CHOICES;
	let received = 0;
	answer.on('data', (chunk: Buffer) => {
		received += chunk.length;
		if (received > MAX_STATUS_BYTES) {
			answer.destroy(Object.assign(new Error('The answer is too large'), { code: OVERSIZED }));
		}
	});
}
