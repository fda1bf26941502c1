import type { CredentialData } from '../../engine/support/credentialStore';
import { startN8nDataTables } from '../../simulators/n8nDataTables';
import type { N8nDataTablesSimulator } from '../../simulators/n8nDataTables';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { N8N_FAULTS, UNREAD_FAULTS } from '../proxy/kinds';
import { secret } from '../support/secret';
import type { Place } from './place';

/** The Wait node says what is answered. */
const UNREAD = /^\/webhook-waiting\//;
const WAITING_PATH = '/webhook-waiting/';

/** n8n's API of Data Tables, and the webhooks at which executions wait. */
export interface N8nPlace extends Place {
	readonly simulator: N8nDataTablesSimulator;
	readonly credentials: CredentialData;
	/** How often it was said, and heard, that an execution goes on or is gone, by its id. */
	readonly settled: Map<string, number>;
	/** Where an execution can be resumed. */
	resumeUrl(id: string): string;
	/** The same place under an address that is not n8n's own, and must not be called. */
	foreignUrl(id: string): string;
}

/** n8n itself, as the nodes see it. */
export async function n8nPlace(plan: FaultPlan): Promise<N8nPlace> {
	const apiKey = secret('n8n-key');
	const simulator = await startN8nDataTables({ apiKey, record: false });
	const settled = new Map<string, number>();
	const proxy = await ChaosProxy.start({
		name: 'n8n',
		target: simulator.url,
		plan,
		faults: (url) => (UNREAD.test(url) ? UNREAD_FAULTS : N8N_FAULTS),
		onClean: (url, { body }) => {
			const [, id] = url.split(WAITING_PATH);
			if (id === undefined || body.includes('running already')) return;
			settled.set(id, (settled.get(id) ?? 0) + 1);
		},
	});
	return {
		...{ simulator, settled, proxies: [proxy], simulators: [simulator], channels: [] },
		credentials: { n8nWatchListApi: { baseUrl: `${proxy.url}/api/v1`, apiKey } },
		resumeUrl: (id) => `${proxy.url}${WAITING_PATH}${id}`,
		foreignUrl: (id) => `${simulator.url}${WAITING_PATH}${id}`,
		isClean: () => !simulator.resumed.some(({ headers }) => 'x-n8n-api-key' in headers),
	};
}
