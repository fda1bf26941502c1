import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startCloudCoin } from '../../simulators/cloudCoin';
import { startHyper3dRodin } from '../../simulators/hyper3dRodin';
import type { FaultRequest, HttpSimulator } from '../../simulators/support';
import type { CredentialData } from './credentialStore';

/** A provider's simulator with one way to ask for its tasks, so that one table serves all. */
export interface ProviderCase {
	readonly name: string;
	readonly simulator: HttpSimulator;
	/** Get Status with the identifier in the item's field `id`. */
	readonly parameters: INodeParameters;
	/** The credential, by default a good one. */
	credentials(baseUrl?: unknown, apiKey?: string): CredentialData;
	/** Adds a task that is done, and gives the item that asks for it. */
	doneTask(): IDataObject & { id: string };
	/** Whether a request asks for the task of an item. */
	asksFor(id: string): (request: FaultRequest) => boolean;
	/** What must never show in an error about the task of an item. */
	secrets(id: string): readonly string[];
}

export const API_KEY = 'sk-simulated-0123456789-abcdefghij';

async function rodinCase(): Promise<ProviderCase> {
	const simulator = await startHyper3dRodin({ apiKey: API_KEY });
	return {
		name: 'hyper3dRodin',
		simulator,
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getStatus',
			subscriptionKey: '={{ $json.id }}',
		},
		credentials: (baseUrl = simulator.baseUrl, apiKey = API_KEY) => ({
			hyper3dRodinApi: { baseUrl: baseUrl as string, apiKey },
		}),
		doneTask: () => ({ id: simulator.addTask({ ageMs: 60_000 }).subscriptionKey }),
		asksFor: (id) => (request) => JSON.stringify(request.body ?? null).includes(JSON.stringify(id)),
		secrets: (id) => [API_KEY, id],
	};
}

async function cloudCoinCase(): Promise<ProviderCase> {
	const simulator = await startCloudCoin();
	return {
		name: 'cloudCoin',
		simulator,
		parameters: { provider: 'cloudCoin', operation: 'getStatus', taskId: '={{ $json.id }}' },
		credentials: (baseUrl = simulator.baseUrl) => ({
			cloudCoinApi: { baseUrl: baseUrl as string },
		}),
		doneTask: () => ({ id: simulator.addTask({ ageMs: 60_000 }).id }),
		asksFor: (id) => (request) => request.path.endsWith(`/tasks/${encodeURIComponent(id)}`),
		secrets: () => [],
	};
}

/** How each provider is started, by the value of the `provider` parameter. */
export const PROVIDER_CASES: ReadonlyArray<readonly [string, () => Promise<ProviderCase>]> = [
	['hyper3dRodin', rodinCase],
	['cloudCoin', cloudCoinCase],
];
