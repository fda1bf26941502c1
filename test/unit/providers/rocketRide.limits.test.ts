import { requireApiKey } from '../../../nodes/providers/rocketRide/apiKey';
import { retryDelayMs } from '../../../nodes/providers/rocketRide/limits';
import { errorOf } from './support/answers';

it('the pause before another try grows by 250 ms, up to 15 s', () => {
	const delays = [1, 2, 3, 4, 59, 60, 61, 1000].map(retryDelayMs);
	expect(delays).toEqual([250, 500, 750, 1000, 14_750, 15_000, 15_000, 15_000]);
});

describe('The API key', () => {
	it.each(['tk_b27d58f87625', 'pk_03ab27e496c3', ' tk_x\n'])('is not %j', (apiKey) => {
		const error = errorOf(() => requireApiKey({ credential: { apiKey } }));
		expect(error).toMatchObject({ kind: 'credential' });
		expect(error.message + error.description).not.toContain(apiKey.trim());
	});

	it.each(['key', 'xtk_key', 'TK_KEY', ''])('may be %j', (apiKey) => {
		expect(requireApiKey({ credential: { apiKey } })).toBe(apiKey);
	});
});

describe('The package ws', () => {
	it('is not loaded before a WebSocket is needed', async () => {
		let loaded = false;
		jest.doMock('ws', () => {
			loaded = true;
			return jest.requireActual<object>('ws');
		});
		const { rocketRide } = await import('../../../nodes/providers/rocketRide');
		expect([rocketRide.name, loaded]).toEqual(['rocketRide', false]);
	});
});
