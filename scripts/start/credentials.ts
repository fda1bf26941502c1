import type { N8nApi } from '../../test/e2e/support/n8nApi';
import type { Simulators } from '../../test/simulators';
import type { Simulator } from '../../test/simulators/support/httpSimulator';

interface ProviderCredential {
	simulator: Exclude<keyof Simulators, 'close'>;
	type: string;
	name: string;
	/** The address in the examples, replaced by the simulator's. */
	address: string;
	/** Of the described services that one simulator plays: which. */
	service?: string;
	data(simulator: Pick<Simulator, 'baseUrl' | 'acceptedKey'>): Record<string, unknown>;
}

const WATCH_LIST = { type: 'n8nWatchListApi', name: 'n8n Watch List' };

const credentials: readonly ProviderCredential[] = [
	{
		simulator: 'rodin',
		type: 'hyper3dRodinApi',
		name: 'Hyper3D Rodin',
		address: 'https://api.hyper3d.com/api/v2',
		data: ({ baseUrl, acceptedKey }) => ({ baseUrl, apiKey: acceptedKey }),
	},
	{
		simulator: 'onPremises',
		type: 'hyper3dOnPremisesApi',
		name: 'Hyper3D On-Premises',
		address: 'https://rodin.example.com',
		data: ({ baseUrl, acceptedKey }) => ({
			baseUrl,
			apiToken: acceptedKey,
			socketPath: '/socket.io',
			socketNamespace: '/api/scheduler_socket',
		}),
	},
	{
		simulator: 'rocketRide',
		type: 'rocketRideTaskApi',
		name: 'RocketRide',
		address: 'http://127.0.0.1:5565',
		data: ({ baseUrl, acceptedKey }) => ({ baseUrl, apiKey: acceptedKey }),
	},
	{
		simulator: 'cloudCoin',
		type: 'cloudCoinApi',
		name: 'CloudCoin Desktop',
		address: 'http://localhost:8006',
		data: ({ baseUrl }) => ({ baseUrl }),
	},
	{
		simulator: 'openAi',
		type: 'openAiApi',
		name: 'OpenAI',
		address: 'https://api.openai.com/v1',
		data: ({ baseUrl, acceptedKey }) => ({ url: baseUrl, apiKey: acceptedKey }),
	},
	{
		simulator: 'services',
		service: 'fal',
		type: 'falTaskApi',
		name: 'fal.ai',
		address: 'https://queue.fal.run',
		data: ({ baseUrl, acceptedKey }) => ({ baseUrl, apiKey: acceptedKey }),
	},
	{
		simulator: 'services',
		service: 'firecrawl',
		type: 'firecrawlTaskApi',
		name: 'Firecrawl',
		address: 'https://api.firecrawl.dev',
		data: ({ baseUrl, acceptedKey }) => ({ baseUrl: `${baseUrl}/v2`, apiKey: acceptedKey }),
	},
	{
		simulator: 'services',
		service: 'assemblyAi',
		type: 'assemblyAiTaskApi',
		name: 'AssemblyAI',
		address: 'https://api.assemblyai.com',
		data: ({ baseUrl, acceptedKey }) => ({ baseUrl, apiKey: acceptedKey }),
	},
	{
		simulator: 'jobApi',
		type: 'httpTaskApi',
		name: 'In-house jobs',
		address: 'https://jobs.example.com/v1',
		data: ({ baseUrl, acceptedKey }) => ({
			baseUrl,
			authentication: 'bearer',
			value: acceptedKey,
			describeBy: 'fields',
			statusPath: '/jobs/{taskId}',
			statePath: 'state',
			runningWords: 'working',
			queuedWords: 'accepted',
			doneWords: 'complete',
			failedWords: 'failed',
			canceledWords: 'cancelled',
			actionRequiredWords: 'paused',
			progressPath: 'percent',
			messagePath: 'note',
			failurePath: 'error.message',
			resultPath: 'output',
			filesPath: 'output.files[].url',
		}),
	},
];

function baseUrlOf({ simulator, service }: ProviderCredential, simulators: Simulators): string {
	return service === undefined
		? simulators[simulator].baseUrl
		: simulators.services.baseUrlOf(service);
}

/** Stores a credential for every simulated provider, and one for n8n's own Data Tables. */
export async function createCredentials(
	api: N8nApi,
	n8nUrl: string,
	simulators: Simulators,
): Promise<void> {
	const known = new Set(await api.credentialTypes());
	for (const credential of credentials) {
		const { simulator, type, name, data } = credential;
		const { acceptedKey } = simulators[simulator];
		const baseUrl = baseUrlOf(credential, simulators);
		if (known.has(type)) {
			await api.createCredential(type, name, data({ baseUrl, acceptedKey }));
		}
	}
	if (known.has(WATCH_LIST.type)) {
		const data = { baseUrl: `${n8nUrl}/api/v1`, apiKey: await api.createApiKey('Watch list') };
		await api.createCredential(WATCH_LIST.type, WATCH_LIST.name, data);
	}
}

/** The vendors' addresses in the examples, and the simulators' that take their places. */
export function addressReplacements(simulators: Simulators): Record<string, string> {
	const pairs = credentials.map((credential) => [
		credential.address,
		baseUrlOf(credential, simulators),
	]);
	return Object.fromEntries(pairs) as Record<string, string>;
}
