import { isRecord } from '../../task/json';
import type { ProviderHost } from '../provider';
import { httpStatusError, isSuccess, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { authenticationOf } from './authentication';
import { DescribedClient } from './client';
import { holds } from './conditions';
import type { Description } from './description';
import { readFault } from './fault';
import { readState } from './stateOf';
import { textOf } from './values';

/**
 * Asks what the description's `test` says: "successful" needs an answer in the API's own shape.
 * @throws {TaskRequestError}
 */
export async function testCredential(
	host: ProviderHost,
	description: Description,
	signal: AbortSignal,
): Promise<void> {
	if (description.test === undefined) return;
	const { request, accepts = [], holds: expected } = description.test;
	const client = new DescribedClient(withKey(host, description), description);
	const answer = await client.send(request, { ref: {} }, signal);
	if (!isSuccess(answer) && !accepts.includes(answer.status)) {
		throw httpStatusError(answer, isRecord(answer.body) ? textOf(answer.body) : null);
	}
	// A key that is refused inside a 2xx is a refused key, not an answer in another shape.
	readFault(description, answer);
	const isExpected = holds(answer.body, expected) && !isNoTask(description, answer);
	if (answer.bodyKind !== 'json' || !isExpected) {
		throw shapeError(answer, `what ${description.displayName} answers`, answer.body);
	}
}

/**
 * Whether a success is none for a test that asks for a task which cannot exist: what its error holds
 * counts with that error's status alone, since within a 2xx it is another server's, or a refusal.
 */
function isNoTask(description: Description, answer: HttpAnswer): boolean {
	if (description.test?.accepts === undefined || !isSuccess(answer)) return false;
	const said = readState(answer.body, description);
	return said === null || said.state === 'unknown';
}

/** In a test n8n does not apply the credential's `authenticate`. */
export function withKey(host: ProviderHost, description: Description): ProviderHost {
	const { headers, query } = authenticationOf(description, host.credential);
	return {
		...host,
		request: async (request, signal) =>
			await host.request({ ...request, headers, query: { ...request.query, ...query } }, signal),
	};
}
