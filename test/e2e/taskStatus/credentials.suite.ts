import type { Scene } from '../support/scene';
import type { CredentialTestResult } from '../support/n8nResources';
import type { Simulators } from '../../simulators';

const NOBODY_LISTENS = 'http://127.0.0.1:9';

interface Row {
	type: string;
	name: string;
	good: (simulators: Simulators) => Record<string, unknown>;
	/** What replaces the good data, and what n8n must say about it. */
	bad: Array<[string, Record<string, unknown>, RegExp]>;
}

const socket = { socketPath: '/socket.io', socketNamespace: '/api/scheduler_socket' };

const rows: Row[] = [
	{
		type: 'hyper3dRodinApi',
		name: 'Hyper3D Rodin',
		good: ({ rodin }) => ({ baseUrl: rodin.baseUrl, apiKey: rodin.acceptedKey }),
		bad: [
			['a wrong key', { apiKey: 'wrong-key' }, /refused the key/],
			[
				'an address nobody listens at',
				{ baseUrl: NOBODY_LISTENS },
				/Nothing answers at 127\.0\.0\.1:9/,
			],
		],
	},
	{
		type: 'hyper3dOnPremisesApi',
		name: 'Hyper3D On-Premises',
		good: ({ onPremises }) => ({
			baseUrl: onPremises.baseUrl,
			apiToken: onPremises.acceptedKey,
			...socket,
		}),
		bad: [
			['a wrong token', { apiToken: 'wrong-token' }, /refused the key/],
			['an address nobody listens at', { baseUrl: NOBODY_LISTENS }, /127\.0\.0\.1:9/],
		],
	},
	{
		type: 'rocketRideTaskApi',
		name: 'RocketRide',
		good: ({ rocketRide }) => ({ baseUrl: rocketRide.baseUrl, apiKey: rocketRide.acceptedKey }),
		bad: [
			['a wrong key', { apiKey: 'wrong-key' }, /refused the key/],
			[
				'an address nobody listens at',
				{ baseUrl: NOBODY_LISTENS },
				/Nothing answers at 127\.0\.0\.1:9/,
			],
		],
	},
	{
		type: 'cloudCoinApi',
		name: 'CloudCoin Desktop',
		good: ({ cloudCoin }) => ({ baseUrl: cloudCoin.baseUrl }),
		bad: [
			[
				'an address nobody listens at',
				{ baseUrl: NOBODY_LISTENS },
				/Nothing answers at 127\.0\.0\.1:9/,
			],
		],
	},
];

/** The "Test" of every credential, by n8n's own endpoint. */
export function credentials(scene: () => Scene): void {
	async function test(row: Row, change: Record<string, unknown>): Promise<CredentialTestResult> {
		const { api, simulators } = scene();
		const stored = (await api.listCredentials()).find(({ name }) => name === row.name);
		if (stored === undefined) throw new Error(`There is no credential ${row.name}`);
		return await api.testCredential(stored, { ...row.good(simulators), ...change });
	}

	describe.each(rows)('$type', (row) => {
		it('is fine with what belongs there', async () => {
			expect(await test(row, {})).toMatchObject({ status: 'OK' });
		});

		it.each(row.bad)('says what is wrong with %s', async (_what, change, words) => {
			const { status, message } = await test(row, change);
			expect(status).toBe('Error');
			expect(message).toMatch(words);
			expect(message).not.toMatch(/wrong-(key|token)/);
		});
	});
}
