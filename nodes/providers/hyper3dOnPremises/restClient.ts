import { TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost, ProviderRequest } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';
import { MAX_PROGRESS_BYTES } from './limits';

const API_PATH = '/api';

/** The one documented REST call of the on-premises product. It returns the answer unjudged. */
export class RestClient {
	constructor(private readonly host: ProviderHost) {}

	/**
	 * `POST /api/task/check_progress/{uuid}` with an empty body (vendor page, the Go sample).
	 * @throws {TaskRequestError} kind `configuration` when the credential has no API token
	 */
	async checkProgress(taskUuid: string, signal: AbortSignal): Promise<HttpAnswer> {
		if (toText(this.host.credential.apiToken) === null) throw missingToken();
		return await this.host.request(checkProgressRequest(this.host.baseUrl, taskUuid), signal);
	}
}

/** The request of {@link RestClient.checkProgress}; the vendor's samples have `/api` in the base URL. */
export function checkProgressRequest(baseUrl: string, taskUuid: string): ProviderRequest {
	const prefix = baseUrl.endsWith(API_PATH) ? '' : API_PATH;
	return {
		method: 'POST',
		path: `${prefix}/task/check_progress/${encodeURIComponent(taskUuid)}`,
		maxBytes: MAX_PROGRESS_BYTES,
	};
}

function missingToken(): TaskRequestError {
	return new TaskRequestError('configuration', 'The credential has no API token', {
		description:
			'The REST channel needs one: open the credential and enter the API Token, or choose Socket.IO as the Channel.',
	});
}
