import { isRecord } from '../../task/json';
import type { ProviderHost } from '../provider';
import { httpStatusError, isSuccess, shapeError } from '../shared/httpAnswer';
import { authenticationOf } from './authentication';
import { DescribedClient } from './client';
import { holds } from './conditions';
import type { Description } from './description';
import { readFault } from './fault';
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
	if (answer.bodyKind !== 'json' || !holds(answer.body, expected)) {
		throw shapeError(answer, `what ${description.displayName} answers`, answer.body);
	}
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
