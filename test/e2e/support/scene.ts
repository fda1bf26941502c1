import {
	addExamplePicture,
	exampleReplacements,
	readExample,
} from '../../../scripts/start/examples';
import { createCredentials } from '../../../scripts/start/credentials';
import { startN8n, type N8nServer, type StartOptions } from '../../../scripts/n8n/server';
import { startSimulators, type Simulators } from '../../simulators';
import { N8nApi } from './n8nApi';
import type { StoredWorkflow, WorkflowJson } from './workflowJson';

/** How long a test file may take to set up: packing, installing, starting. */
export const SCENE_TIMEOUT_MS = 360_000;

/** One real n8n with a credential for every simulated provider. */
export interface Scene {
	readonly server: N8nServer;
	readonly api: N8nApi;
	readonly simulators: Simulators;
	/** Stores an example with this scene's addresses, changed first if wished. */
	importExample(
		file: string,
		change?: (workflow: WorkflowJson) => WorkflowJson,
	): Promise<StoredWorkflow>;
	/** Ends n8n like a power cut, starts it again and signs in anew. */
	crashAndRestart(): Promise<void>;
	close(): Promise<void>;
}

/** @param n8n which n8n; default: the one of the end-to-end tests */
export async function startScene(n8n: StartOptions = {}): Promise<Scene> {
	const simulators = await startSimulators();
	try {
		return await sceneWith(await startN8n(n8n), simulators);
	} catch (error) {
		await simulators.close();
		throw error;
	}
}

async function sceneWith(server: N8nServer, simulators: Simulators): Promise<Scene> {
	let api = await N8nApi.connect(server.url);
	await createCredentials(api, server.url, simulators);
	await addExamplePicture(server.userFolder);
	const replacements = exampleReplacements(simulators, server.userFolder);
	return {
		server,
		simulators,
		get api() {
			return api;
		},
		async importExample(file, change = (workflow) => workflow) {
			return await api.importWorkflow(change(await readExample(file)), { replacements });
		},
		async crashAndRestart() {
			await server.kill();
			await server.restart();
			api = await N8nApi.connect(server.url);
		},
		async close() {
			await Promise.all([server.stop(), simulators.close()]);
		},
	};
}
