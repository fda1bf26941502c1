import type { ProviderHost } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';

const API_PATH = '/api/v1';

/**
 * `GET /api/v1/tasks/{id}` (vendor page), unjudged. The page's alias has no documented prefix: not
 * used.
 */
export async function getStatus(
	host: ProviderHost,
	taskId: string,
	signal: AbortSignal,
): Promise<HttpAnswer> {
	const apiPath = host.baseUrl.endsWith(API_PATH) ? '' : API_PATH;
	const path = `${apiPath}/tasks/${encodeURIComponent(taskId)}`;
	return await host.request({ method: 'GET', path }, signal);
}
