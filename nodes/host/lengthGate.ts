import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';

import { TaskRequestError } from '../task/errors';
import { DOWNLOAD_BLOCK_BYTES, MAX_FILE_BYTES } from '../task/limits';

/** The body of a response with its headers. */
interface Response {
	readonly body: Readable;
	readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * A body behind a gate that counts its bytes and watches its pace. It passes whole blocks on: n8n's
 * binary store writes chunk by chunk, and a file of 1 MB in the chunks of the network took a third
 * more time (measured).
 */
export class LengthGate {
	readonly body: Readable;

	/** Bytes that have come so far. */
	received = 0;

	/** Why the gate failed the stream, if it did. */
	fault: TaskRequestError | null = null;

	private block: Buffer[] = [];

	private blockBytes = 0;

	/** @param stallMs the longest time without a single byte */
	constructor({ body, headers }: Response, host: string, stallMs: number) {
		const announced = headers['content-encoding'] === undefined ? headers['content-length'] : null;
		const gate = new Transform({
			transform: (chunk: Buffer, _encoding, done) => {
				this.received += chunk.length;
				const tooLarge = this.received > MAX_FILE_BYTES;
				if (tooLarge) done(this.fail(lengthError(host, `more than ${MAX_FILE_BYTES}`)));
				else done(null, this.collect(chunk));
			},
			flush: (done) => {
				const whole = typeof announced !== 'string' || Number(announced) === this.received;
				if (whole) done(null, this.takeBlock());
				else done(this.fail(lengthError(host, `${this.received} of ${announced}`)));
			},
		});
		let seen = -1;
		const watch = setInterval(() => {
			if (this.received === seen) gate.destroy(this.fail(stallError(host)));
			seen = this.received;
		}, stallMs);
		this.body = pipeline(body, gate, () => clearInterval(watch));
	}

	/** Takes a chunk; gives the block once it is large enough, nothing before. */
	private collect(chunk: Buffer): Buffer | undefined {
		this.block.push(chunk);
		this.blockBytes += chunk.length;
		return this.blockBytes < DOWNLOAD_BLOCK_BYTES ? undefined : this.takeBlock();
	}

	private takeBlock(): Buffer {
		const block = Buffer.concat(this.block, this.blockBytes);
		this.block = [];
		this.blockBytes = 0;
		return block;
	}

	private fail(error: TaskRequestError): TaskRequestError {
		this.fault = error;
		return error;
	}
}

function lengthError(host: string, got: string): TaskRequestError {
	return new TaskRequestError('protocol', `${host} sent ${got} bytes`, {
		description: 'The transfer was cut off or the file is too large. Try again.',
	});
}

/** The error of a file server that sends nothing any more. */
export function stallError(host: string): TaskRequestError {
	return new TaskRequestError('timeout', `the transfer from ${host} stalled`, {
		description: 'The file server is slow or unreachable. Try again, or raise Request Timeout.',
	});
}
