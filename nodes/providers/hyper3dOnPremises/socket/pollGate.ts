import { Duplex, pipeline, Transform } from 'node:stream';

import { MAX_STATUS_BYTES } from '../../../task/limits';

/** What came in place of an answer the library may read. */
export type PollFault = 'oversized' | 'redirect' | 'notHttp';

/** As long as `HTTP/1.1 3`, by which a redirect is known. */
const HEAD_LENGTH = 10;

const ANSWER_HEAD = /^HTTP\/1\.\d [245]$/;

/**
 * A connection of the long polling transport behind a gate: the library reads an answer of any
 * size, and it follows redirects, to wherever and throwing where nobody can catch it.
 * @param onFault called before the connection is cut: the library does not pass the reason on
 */
export function gatePoll(wire: Duplex, onFault: (fault: PollFault) => void): Duplex {
	let received = 0;
	let head = '';
	const faultOf = (chunk: Buffer): PollFault | null => {
		received += chunk.length;
		head += chunk.toString('latin1', 0, HEAD_LENGTH - head.length);
		if (received > MAX_STATUS_BYTES) return 'oversized';
		if (head.length < HEAD_LENGTH || ANSWER_HEAD.test(head)) return null;
		return head.startsWith('HTTP/') ? 'redirect' : 'notHttp';
	};
	const gate = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const fault = faultOf(chunk);
			if (fault !== null) onFault(fault);
			done(fault === null ? null : new Error(fault), chunk);
		},
	});
	pipeline(wire, gate, () => undefined);
	const gated = Duplex.from({ readable: gate, writable: wire });
	// Within an answer the library takes a closed connection, and an error only once: a second one
	// throws where nobody can catch it (xmlhttprequest-ssl 2.1.2, `request` is null after its abort).
	const destroy = gated.destroy.bind(gated);
	gated.destroy = (error) => destroy(head === '' ? error : undefined);
	return gated;
}
