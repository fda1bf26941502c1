import type { ProviderHost } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';

/** The calls of the Rodin API, v2. They return answers unjudged. */
export class RodinClient {
	constructor(private readonly host: ProviderHost) {}

	/** `POST /status`: the jobs of a task (vendor page "Check Status"). */
	async getStatus(subscriptionKey: string, signal: AbortSignal): Promise<HttpAnswer> {
		return await this.host.request(
			{ method: 'POST', path: '/status', body: { subscription_key: subscriptionKey } },
			signal,
		);
	}

	/** `POST /download`: names and presigned links of the files, incomplete before the task is done. */
	async getDownloadList(taskUuid: string, signal: AbortSignal): Promise<HttpAnswer> {
		return await this.host.request(
			{ method: 'POST', path: '/download', body: { task_uuid: taskUuid } },
			signal,
		);
	}
}
