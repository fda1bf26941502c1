import { startN8n, type N8nServer } from '../../../scripts/n8n/server';
import { createCredentials } from '../../../scripts/start/credentials';
import { N8nApi } from '../../e2e/support/n8nApi';
import type { StoredCredential } from '../../e2e/support/workflowJson';
import type { Simulators } from '../../simulators';

/** The newest n8n that is tried by default; `NEW_N8N` names another. */
export const VERSION = process.env.NEW_N8N ?? '2.40.7';

/** The first time, n8n and its Node are installed. */
export const INSTALL_TIMEOUT_MS = 1_500_000;

/** A running n8n with this package and a credential for every simulated provider. */
export interface NewN8n {
	readonly server: N8nServer;
	readonly api: N8nApi;
	credential(type: string): StoredCredential;
}

/** How a newer n8n polls: with timers in its process, or by its durable scheduler. */
export const ENGINES = ['plain', 'durable'] as const;
export type EngineName = (typeof ENGINES)[number];
export type Engines = Readonly<Record<EngineName, NewN8n>>;

/** Starts the newest n8n that was tried, with its own Node where the running one is too old. */
export async function startNewN8n(
	simulators: Simulators,
	env: NodeJS.ProcessEnv = {},
): Promise<NewN8n> {
	const server = await startN8n({ version: VERSION, env });
	try {
		const api = await N8nApi.connect(server.url);
		await createCredentials(api, server.url, simulators);
		const credentials = await api.listCredentials();
		const credential = (wanted: string) => {
			const found = credentials.find(({ type }) => type === wanted);
			if (found === undefined) throw new Error(`There is no credential of type ${wanted}`);
			return found;
		};
		return { server, api, credential };
	} catch (error) {
		await server.stop();
		throw error;
	}
}
