import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

import { createGather } from '../../../nodes/providers/shared/gather';

/** A network connection that notes what left in one system call. */
function wire(): { readonly stream: Duplex; readonly calls: string[] } {
	const calls: string[] = [];
	const stream = new Duplex({
		decodeStrings: false,
		read: () => undefined,
		write: (chunk: string, _encoding, done) => {
			calls.push(chunk);
			done();
		},
		writev: (chunks, done) => {
			calls.push(chunks.map(({ chunk }) => chunk as string).join(' '));
			done();
		},
	});
	return { stream, calls };
}

describe('Messages of one turn', () => {
	it('leave together at its end, those of the next turn after them', async () => {
		const { stream, calls } = wire();
		const gather = createGather(stream);
		for (const message of ['a', 'b']) {
			gather();
			stream.write(message);
		}
		await Promise.resolve();
		gather();
		stream.write('c');
		expect(calls).toEqual([]);
		await turn();
		expect(calls).toEqual(['a b c']);
		gather();
		stream.write('d');
		await turn();
		expect(calls).toEqual(['a b c', 'd']);
	});

	it('are not lost when the connection ends in the same turn', async () => {
		const { stream, calls } = wire();
		createGather(stream)();
		stream.write('a');
		stream.end('b');
		await turn();
		expect(calls.join(' ')).toBe('a b');
	});
});
