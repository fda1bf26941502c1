import { startN8n } from '../n8n/server';
import { N8nApi, OWNER } from '../../test/e2e/support/n8nApi';
import { startSimulators, type Simulators } from '../../test/simulators';
import type { Simulator } from '../../test/simulators/support/httpSimulator';
import { createCredentials } from './credentials';
import { addExamplePicture, exampleReplacements, importExamples } from './examples';
import { welcome } from './welcome';

const FIRST_N8N_PORT = 5678;
const FIRST_SIMULATOR_PORT = 18_500;

/** What `npm start` has started. */
export interface Demo {
	/** Resolves when n8n has ended, for whatever reason. */
	ended: Promise<void>;
	stop(): Promise<void>;
}

/** Starts the simulators and an n8n that knows them, and says where everything is. */
export async function startDemo(log: (line: string) => void): Promise<Demo> {
	const startedAt = Date.now();
	log('Starting the simulated providers and n8n …');
	const simulators = await startSimulators({ basePort: FIRST_SIMULATOR_PORT });
	const server = await startN8n({ port: FIRST_N8N_PORT });
	const api = await N8nApi.connect(server.url);
	await createCredentials(api, server.url, simulators);
	await addExamplePicture(server.userFolder);
	const replacements = exampleReplacements(simulators, server.userFolder);
	const examples = await importExamples(api, replacements);
	log(
		welcome({
			url: server.url,
			n8nVersion: server.version,
			owner: OWNER,
			examples,
			simulators: listOf(simulators),
			seconds: Math.round((Date.now() - startedAt) / 1000),
		}),
	);
	return {
		ended: server.whenEnded(),
		async stop() {
			log('\nEnding n8n and the simulators …');
			await Promise.all([server.stop(), simulators.close()]);
		},
	};
}

function listOf(simulators: Simulators): Simulator[] {
	const members: Array<Simulator | Simulators['close']> = Object.values(simulators);
	return members.filter((member) => typeof member === 'object');
}
