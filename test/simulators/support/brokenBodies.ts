import { sleep } from './sleep';

const PADDING = Buffer.alloc(64 * 1024, 'x');

type Payload = string | Buffer | AsyncIterable<Buffer | string> | null | undefined;

async function* chunksOf(payload: Payload): AsyncGenerator<Buffer> {
	if (payload === null || payload === undefined) return;
	if (typeof payload === 'string') yield Buffer.from(payload);
	else if (Buffer.isBuffer(payload)) yield payload;
	else for await (const chunk of payload) yield Buffer.from(chunk);
}

/** The same bytes, one at a time. */
export async function* trickled(payload: Payload, intervalMs: number): AsyncGenerator<Buffer> {
	for await (const chunk of chunksOf(payload)) {
		for (let index = 0; index < chunk.length; index += 1) {
			yield chunk.subarray(index, index + 1);
			await sleep(intervalMs);
		}
	}
}

/** Half of the first chunk, then a failure. */
export async function* cutOff(payload: Payload): AsyncGenerator<Buffer> {
	for await (const chunk of chunksOf(payload)) {
		yield chunk.subarray(0, Math.ceil(chunk.length / 2));
		break;
	}
	// Lets the half leave the machine before the connection ends.
	await sleep(20);
	throw new Error('Simulated: connection lost in the body');
}

/** The same bytes as a stream, so that the framework does not correct the declared length. */
export async function* unchanged(payload: Payload): AsyncGenerator<Buffer> {
	yield* chunksOf(payload);
}

/** A valid JSON object of about the given size, made while it is read. */
export function* hugeJson(bytes: number): Generator<Buffer> {
	yield Buffer.from('{"padding":"');
	for (let left = bytes; left > 0; left -= PADDING.length) {
		yield PADDING.subarray(0, Math.min(left, PADDING.length));
	}
	yield Buffer.from('"}');
}
