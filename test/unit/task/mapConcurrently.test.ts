import { setImmediate as turn } from 'node:timers/promises';

import { mapConcurrently } from '../../../nodes/task/mapConcurrently';

/** Entries that end when the test says so. */
class Gates {
	readonly begun: number[] = [];
	private readonly ends = new Map<number, (error?: Error) => void>();

	readonly pass = async (entry: number): Promise<string> => {
		this.begun.push(entry);
		await new Promise<void>((resolve, reject) => {
			this.ends.set(entry, (error) => (error === undefined ? resolve() : reject(error)));
		});
		return `answer ${entry}`;
	};

	async end(entry: number, error?: Error): Promise<void> {
		this.ends.get(entry)?.(error);
		await turn();
	}
}

describe('Mapping concurrently', () => {
	it('keeps the order of the entries, whatever ends first', async () => {
		const gates = new Gates();
		const mapped = mapConcurrently([0, 1, 2], 3, gates.pass);
		await gates.end(2);
		await gates.end(0);
		await gates.end(1);
		await expect(mapped).resolves.toEqual(['answer 0', 'answer 1', 'answer 2']);
	});

	it('has no more under way than the limit, and begins the next when one ends', async () => {
		const gates = new Gates();
		const mapped = mapConcurrently([0, 1, 2, 3], 2, gates.pass);
		await turn();
		expect(gates.begun).toEqual([0, 1]);
		await gates.end(1);
		expect(gates.begun).toEqual([0, 1, 2]);
		await gates.end(0);
		expect(gates.begun).toEqual([0, 1, 2, 3]);
		await gates.end(2);
		await gates.end(3);
		await expect(mapped).resolves.toHaveLength(4);
	});

	it('rejects with the first rejection, and begins nothing after it', async () => {
		const gates = new Gates();
		const mapped = mapConcurrently([0, 1, 2, 3, 4], 2, gates.pass);
		const rejected = expect(mapped).rejects.toThrow('entry 1');
		await turn();
		await gates.end(1, new Error('entry 1'));
		await gates.end(0);
		await rejected;
		await turn();
		expect(gates.begun).toEqual([0, 1]);
	});

	it('keeps a later rejection of work under way to itself', async () => {
		const gates = new Gates();
		const mapped = mapConcurrently([0, 1], 2, gates.pass);
		const rejected = expect(mapped).rejects.toThrow('the first');
		await turn();
		await gates.end(0, new Error('the first'));
		await rejected;
		await gates.end(1, new Error('the second'));
	});

	it('hands in entry and index', async () => {
		const mapped = mapConcurrently(['a', 'b'], 1, async (entry, index) => {
			await turn();
			return `${index}${entry}`;
		});
		await expect(mapped).resolves.toEqual(['0a', '1b']);
	});

	it.each([
		['no entries', [], 4],
		['a limit above the number of entries', [1, 2], 99],
		['an unlimited number', [1, 2, 3], Infinity],
		['a limit of nothing, which is taken as one', [1, 2], 0],
	])('ends with %s', async (_what, entries, limit) => {
		const mapped = mapConcurrently<number, number>(entries, limit, async (entry) => {
			await turn();
			return entry;
		});
		await expect(mapped).resolves.toEqual(entries);
	});
});
