import { Duplex, pipeline, Transform } from 'node:stream';

import { MAX_STATUS_BYTES } from '../../../task/limits';

/** The code of the package `ws` for a message beyond `maxPayload`. */
const OVERSIZED = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** What came in place of an answer the library may read. */
export type PollFaultCode = typeof OVERSIZED | 'REDIRECT' | 'NOT_HTTP';

/** Why an answer was not handed to the library. */
export class PollFault extends Error {
	constructor(readonly code: PollFaultCode) {
		super(code);
	}
}

/** As long as `HTTP/1.1 3`, by which a redirect is known. */
const HEAD_LENGTH = 10;

const ANSWER_HEAD = /^HTTP\/1\.\d [245]$/;

/**
 * A connection of the long polling transport behind a gate: the library reads an answer of any
 * size, and it follows redirects, to wherever and throwing where nobody can catch it.
 */
export function gatePoll(wire: Duplex): Duplex {
	let received = 0;
	let head = '';
	const faultOf = (chunk: Buffer): PollFaultCode | null => {
		received += chunk.length;
		head += chunk.toString('latin1', 0, HEAD_LENGTH - head.length);
		if (received > MAX_STATUS_BYTES) return OVERSIZED;
		if (head.length < HEAD_LENGTH || ANSWER_HEAD.test(head)) return null;
		return head.startsWith('HTTP/') ? 'REDIRECT' : 'NOT_HTTP';
	};
	const gate = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const fault = faultOf(chunk);
			if (fault === null) done(null, chunk);
			else done(new PollFault(fault));
		},
	});
	pipeline(wire, gate, () => undefined);
	return Duplex.from({ readable: gate, writable: wire });
}

/** Whether an error says that a message was too large, on whichever transport. */
export function isOversized(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === OVERSIZED;
}
