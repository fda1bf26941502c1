import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runTaskStatus } from '../../engine/support/engine';
import { KEY, serviceOf } from '../../simulators/services';
import { addressOf } from './addressOf';

/** Most are named after the service; these after the account. */
const CREDENTIAL_TYPES: Readonly<Record<string, string>> = {
	llamaParse: 'llamaCloudTaskApi',
	anthropicBatch: 'anthropicTaskApi',
	mistralBatch: 'mistralTaskApi',
	elevenLabsDubbing: 'elevenLabsTaskApi',
};

const credentialTypeOf = (service: string): string =>
	CREDENTIAL_TYPES[service] ?? `${service}TaskApi`;

/** What Task Status says of a task. */
export interface Said {
	readonly state: unknown;
	readonly warned: boolean;
	readonly finished: unknown;
	readonly task: Readonly<Record<string, unknown>>;
}

/** What else a question to Task Status may need. */
export interface SaidOptions {
	/** The item, for identifiers that are expressions. */
	readonly item?: IDataObject;
	/** Instead of the good one. */
	readonly credential?: Readonly<Record<string, string>>;
	readonly parameters?: INodeParameters;
}

/** Runs the real node in n8n's engine; `baseUrl` is what stands for the vendor's origin. */
async function run(
	service: string,
	ref: INodeParameters,
	baseUrl: string,
	options: SaidOptions,
): Promise<ReadonlyArray<INodeExecutionData>> {
	const { credential = serviceOf(service).credential ?? { apiKey: KEY }, item = {} } = options;
	const address = addressOf(service, baseUrl);
	const { outputs, error } = await runTaskStatus({
		parameters: { provider: service, ...ref, ...options.parameters },
		credentials: { [credentialTypeOf(service)]: { ...credential, baseUrl: address } },
		items: [item],
	});
	if (error !== undefined) throw error;
	return outputs[0] ?? [];
}

/** Get Status; throws what the node throws. */
export async function taskStatusSays(
	service: string,
	ref: INodeParameters,
	baseUrl: string,
	options: SaidOptions = {},
): Promise<Said> {
	const parameters = { operation: 'getStatus', outputMode: 'single', ...options.parameters };
	const items = await run(service, ref, baseUrl, { ...options, parameters });
	const task = items[0]?.json ?? {};
	const warned = (task['warning'] ?? null) !== null;
	return { state: task['state'], finished: task['finished'], warned, task };
}

/** Get Results, files downloaded; throws what the node throws. */
export async function taskStatusGets(
	service: string,
	ref: INodeParameters,
	baseUrl: string,
): Promise<ReadonlyArray<INodeExecutionData>> {
	return await run(service, ref, baseUrl, { parameters: { operation: 'getResults' } });
}
