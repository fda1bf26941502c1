import type { INodeParameters } from 'n8n-workflow';

import { runTaskStatus } from '../../engine/support/engine';
import { KEY, serviceOf } from '../../simulators/services';

/** Whether the package has the described services; the one place to switch their judgement on. */
export const ENGINE_IS_HERE: boolean = false;

/** What Task Status says of a task. */
export interface Said {
	readonly state: unknown;
	readonly warned: boolean;
	readonly task: Readonly<Record<string, unknown>>;
}

/** Runs the real node, Get Status, in n8n's engine against the simulator. */
export async function taskStatusSays(
	service: string,
	ref: INodeParameters,
	baseUrl: string,
): Promise<Said> {
	const { credential = { apiKey: KEY } } = serviceOf(service);
	const { outputs, error } = await runTaskStatus({
		parameters: { provider: service, operation: 'getStatus', outputMode: 'single', ...ref },
		credentials: { [`${service}TaskApi`]: { ...credential, baseUrl } },
	});
	if (error !== undefined) throw error;
	const task = outputs[0]?.[0]?.json ?? {};
	return { state: task['state'], warned: (task['warning'] ?? null) !== null, task };
}
