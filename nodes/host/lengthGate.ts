import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';

import { TaskRequestError } from '../task/errors';
import { DOWNLOAD_BLOCK_BYTES, LONGEST_TIMER_MS, MAX_FILE_BYTES } from '../task/limits';

/**
 * A body behind a gate that counts its bytes and watches its pace; that it is whole, Node's HTTP
 * parser sees to. It passes whole blocks on: n8n's binary store writes chunk by chunk, and a file of
 * 1 MB in the chunks of the network took a third more time (measured).
 */
export class LengthGate {
	readonly body: Readable;

	/** Bytes that have come so far. */
	received = 0;

	/** Why the body ended early, if the fault is not its reader's. */
	fault: unknown;

	private block: Buffer[] = [];

	private blockBytes = 0;

	/** @param stallMs the longest time without a single byte */
	constructor(body: Readable, host: string, stallMs: number) {
		const gate = new Transform({
			transform: (chunk: Buffer, _encoding, done) => {
				this.received += chunk.length;
				timer.refresh();
				if (this.received > MAX_FILE_BYTES) done((this.fault = tooLargeError(host)));
				else done(null, this.collect(chunk));
			},
			flush: (done) => done(null, this.takeBlock()),
		});
		const onSilence = () => {
			// As long as the reader has not taken what has come, the silence is not the server's.
			const waitsForReader = gate.readableLength > 0 || gate.writableNeedDrain;
			if (waitsForReader || gate.writableFinished) timer.refresh();
			else gate.destroy((this.fault = stallError(host)));
		};
		const timer = setTimeout(onSilence, Math.min(stallMs, LONGEST_TIMER_MS));
		// A gate that is destroyed first was closed by its reader, and takes the body with it.
		body.once('error', (error) => {
			if (!gate.destroyed) this.fault ??= error;
		});
		this.body = pipeline(body, gate, () => clearTimeout(timer));
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
}

function tooLargeError(host: string): TaskRequestError {
	return new TaskRequestError('provider', `${host} sent more than ${MAX_FILE_BYTES} bytes`, {
		description: 'The file is too large to be downloaded here. Fetch it in another way.',
	});
}

/** The error of a file server that sends nothing any more. */
export function stallError(host: string): TaskRequestError {
	return new TaskRequestError('timeout', `the transfer from ${host} stalled`, {
		description: 'The file server is slow or unreachable. Try again, or raise Request Timeout.',
	});
}
