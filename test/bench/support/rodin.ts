import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CredentialData } from '../../engine/support/credentialStore';
import type { RodinTask } from '../../simulators/hyper3dRodin';
import type { Simulator } from '../simulators/simulator';

/** Get Status of the Rodin task in each item. */
export const rodinStatus: INodeParameters = {
	provider: 'hyper3dRodin',
	operation: 'getStatus',
	subscriptionKey: '={{ $json.key }}',
};

/** The credential of a simulator. */
export function rodinCredential({ baseUrl, key }: Simulator): CredentialData {
	return { hyper3dRodinApi: { baseUrl, apiKey: key } };
}

/** Adds tasks that are under way for ever, and gives the items that ask for them. */
export async function runningTasks(simulator: Simulator, count: number): Promise<IDataObject[]> {
	const plans = Array.from({ length: count }, () => ({ plan: 'never', ageMs: 60_000 }));
	const tasks = await simulator.addTasks<RodinTask>(plans);
	return tasks.map(({ subscriptionKey }) => ({ key: subscriptionKey }));
}
