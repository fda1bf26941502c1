import type { IDataObject } from 'n8n-workflow';

import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { runTaskStatus } from './support/engine';

let coin: CloudCoinSimulator;

beforeAll(async () => {
	coin = await startCloudCoin();
});
afterAll(async () => await coin.close());

/** What Get Status says of each item, one after another: the task's identifier, or the error. */
async function identify(taskId: string, items: readonly IDataObject[]): Promise<unknown[]> {
	const { outputs } = await runTaskStatus({
		parameters: { provider: 'cloudCoin', operation: 'getStatus', outputMode: 'single', taskId },
		credentials: { cloudCoinApi: { baseUrl: coin.baseUrl } },
		items,
		onError: 'continueRegularOutput',
	});
	return (outputs[0] ?? []).map(({ json }) => json.taskId ?? json.error);
}

describe('The identifier of an item', () => {
	const items = [
		{ payload: { id: 'first' }, text: 'one' },
		{ payload: { id: 'second' }, text: 'two' },
	];

	it.each([
		['{{ $json.payload.id }}'],
		['{{$json.payload.id}}'],
		['{{ $json["payload"]["id"] }}'],
		['{{ $json.payload?.id }}'],
		['{{ $json.payload.id.trim() }}'],
		['{{ $input.item.json.payload.id }}'],
	])('is the same however an expression asks for the field: %s', async (expression) => {
		expect(await identify(`=${expression}`, items)).toEqual(['first', 'second']);
	});

	it('may be one part of a text', async () => {
		expect(await identify('=a-{{ $json.text }}', items)).toEqual(['a-one', 'a-two']);
	});

	it('may be a number', async () => {
		expect(await identify('={{ $json.id }}', [{ id: 4105 }])).toEqual(['4105']);
	});

	it('is one for all items without an expression', async () => {
		expect(await identify('$json.payload.id', items)).toEqual([
			'$json.payload.id',
			'$json.payload.id',
		]);
	});

	it.each([
		['is missing', 'missing', '["missing"]'],
		['is missing below a missing one', 'missing.id', '["missing"]["id"]'],
		['is below a text', 'text.id', '["text"]["id"]'],
		['is an object', 'payload', '["payload"]'],
		['is inherited by every object', 'toString.name', '["toString"]["name"]'],
	])('that %s is judged by n8n, for its item alone', async (_what, dotted, bracketed) => {
		const mixed = [...items, { payload: { id: 'third' } }];
		const asked = await identify(`={{ $json.${dotted} }}`, mixed);
		expect(asked).toEqual(await identify(`={{ $json${bracketed} }}`, mixed));
		expect(asked).toHaveLength(mixed.length);
		expect(asked).not.toContain(undefined);
	});

	it('that n8n refuses to evaluate is called a fault of the expression, for its item alone', async () => {
		const asked = await identify('={{ $json.payload.id ?? $json.constructor.name }}', items);
		expect(asked).toEqual(items.map(() => expect.stringMatching(/constructor/) as unknown));
		expect(String(asked[0])).not.toContain('Unexpected fault');
	});
});
