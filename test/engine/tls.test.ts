import { CloudCoinApi } from '../../credentials/CloudCoinApi.credentials';
import { Hyper3dOnPremisesApi } from '../../credentials/Hyper3dOnPremisesApi.credentials';
import { RocketRideTaskApi } from '../../credentials/RocketRideTaskApi.credentials';
import { runTaskStatus } from './support/engine';
import type { EngineResult } from './support/engine';
import { makeCertificate } from './support/selfSigned';
import { json, startServer } from './support/smallServer';
import type { SmallServer } from './support/smallServer';

/** What each system of one's own answers for a task that is done. */
const SYSTEMS = [
	{
		provider: 'cloudCoin',
		type: 'cloudCoinApi',
		identifiers: { taskId: 'task-1' },
		data: {},
		body: { status: 'success', payload: { id: 'task-1', status: 'completed', progress: 100 } },
	},
	{
		provider: 'rocketRide',
		type: 'rocketRideTaskApi',
		identifiers: { transport: 'http', taskToken: 'token-1' },
		data: { apiKey: 'some-key' },
		body: { status: 'OK', data: { state: 5, completed: true, exitCode: 0 } },
	},
	{
		provider: 'hyper3dOnPremises',
		type: 'hyper3dOnPremisesApi',
		identifiers: { channel: 'rest', taskUuid: 'uuid-1' },
		data: { apiToken: 'some-token' },
		body: { stage: 'Done', percentage: 100 },
	},
];

let server: SmallServer;

beforeAll(async () => {
	server = await startServer((_request, response) => response.end(), makeCertificate());
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.requests.length = 0;
});

async function look(
	{ provider, type, identifiers, data, body }: (typeof SYSTEMS)[number],
	more: Record<string, unknown>,
): Promise<EngineResult> {
	server.answer = (_request, response) => json(response, body);
	return await runTaskStatus({
		parameters: { provider, operation: 'getStatus', ...identifiers } as never,
		credentials: { [type]: { baseUrl: server.url, ...data, ...more } as never },
	});
}

describe.each(SYSTEMS)('$provider over https with a self-signed certificate', (system) => {
	it.each([{}, { allowUnauthorizedCerts: false }, { allowUnauthorizedCerts: 'true' }])(
		'is an error with three ways out (%j)',
		async (more) => {
			const { error } = await look(system, more);
			expect(error?.message).toContain('The TLS certificate of 127.0.0.1');
			expect(error?.description).toContain('Ignore SSL Issues (Insecure)');
			expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
			expect(error?.description).toContain('certificate of a known authority');
			expect(error?.description).not.toContain('Docker');
			expect(server.requests).toHaveLength(0);
		},
	);

	it('works with Ignore SSL Issues', async () => {
		const { error, outputs } = await look(system, { allowUnauthorizedCerts: true });
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json.state).toBe('succeeded');
		expect(server.requests).toHaveLength(1);
	});
});

it.each([new CloudCoinApi(), new Hyper3dOnPremisesApi(), new RocketRideTaskApi()])(
	'the switch is off by default',
	({ properties }) => {
		const property = properties.find(({ name }) => name === 'allowUnauthorizedCerts');
		expect(property).toMatchObject({ type: 'boolean', default: false });
	},
);

it('a file host with such a certificate is named, and the credential is left alone', async () => {
	const api = await startServer(({ url }, response) => {
		if (url === '/status') json(response, { jobs: [{ uuid: 'j', status: 'Done' }] });
		else json(response, { list: [{ name: 'm.glb', url: `${server.url}/m` }] });
	});
	const { error } = await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getResults',
			subscriptionKey: 'subkey-1',
			taskUuid: 'uuid-1',
		},
		credentials: { hyper3dRodinApi: { baseUrl: api.url, apiKey: 'some-key' } },
	});
	await api.close();
	expect(error?.message).toContain('certificate of 127.0.0.1');
	expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
	expect(error?.description).not.toContain('credential');
});
