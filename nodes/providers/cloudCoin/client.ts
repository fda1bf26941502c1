import type { ProviderHost } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';

const API_PATH = '/api/v1';

/** The one call of CloudCoin Desktop's task API. It returns the answer unjudged. */
export class CloudCoinClient {
	private readonly apiPath: string;

	constructor(private readonly host: ProviderHost) {
		this.apiPath = host.baseUrl.endsWith(API_PATH) ? '' : API_PATH;
	}

	/** `GET /api/v1/tasks/{id}` (vendor page). The page's alias has no documented prefix: not used. */
	async getStatus(taskId: string, signal: AbortSignal): Promise<HttpAnswer> {
		return await this.host.request(
			{ method: 'GET', path: `${this.apiPath}/tasks/${encodeURIComponent(taskId)}` },
			signal,
		);
	}
}
