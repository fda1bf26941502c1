/** Frames a client cannot use. */
export type StrayFrame = 'notJson' | 'binary' | 'array' | 'huge' | 'noSeq';

const HUGE_BYTES = 20 * 1024 * 1024;

/** Makes the frame: a text, or bytes for a binary one. */
export function strayFrame(kind: StrayFrame): string | Buffer {
	switch (kind) {
		case 'notJson':
			return '{"type":"response",';
		case 'binary':
			return Buffer.from([0, 159, 146, 150]);
		case 'array':
			return '[{"type":"response"}]';
		case 'huge':
			return JSON.stringify({ type: 'event', event: 'output', body: 'x'.repeat(HUGE_BYTES) });
		case 'noSeq':
			return JSON.stringify({ type: 'response', success: true, body: { state: 5 } });
	}
}
