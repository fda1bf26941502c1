import { isRecord, parseJson } from '../../task/json';
import { toText } from '../../task/normalize';

/** An answer of the DAP protocol (source of the open server; measured). */
export interface DapResponse {
	readonly requestSeq: number;
	readonly success: boolean;
	readonly message: string | null;
	/** Newer servers only. */
	readonly code: string | null;
	readonly body: unknown;
	/** The frame as it came. */
	readonly frame: unknown;
}

/** What a text frame is. Events come unasked and in between; strays are no messages at all. */
export type DapFrame =
	| { readonly kind: 'response'; readonly response: DapResponse }
	| { readonly kind: 'event' }
	| { readonly kind: 'stray' };

/** What is asked; the token goes into both places, since servers up to 3.1 read only the root's. */
export interface DapCommand {
	readonly command: string;
	readonly arguments?: Readonly<Record<string, unknown>>;
	readonly token?: string;
}

/** The text frame of a request. */
export function encodeRequest(seq: number, asked: DapCommand): string {
	const { command, token } = asked;
	// What is undefined is left out.
	return JSON.stringify({
		type: 'request',
		seq,
		command,
		arguments: { ...asked.arguments, token },
		token,
	});
}

/** Reads a text frame; never throws. */
export function readFrame(text: string): DapFrame {
	const frame = parseJson(text);
	if (!isRecord(frame)) return { kind: 'stray' };
	if (frame.type === 'event') return { kind: 'event' };
	if (frame.type !== 'response' || typeof frame.request_seq !== 'number') return { kind: 'stray' };
	return {
		kind: 'response',
		response: {
			requestSeq: frame.request_seq,
			success: frame.success === true,
			message: toText(frame.message),
			code: toText(frame.code),
			body: frame.body,
			frame,
		},
	};
}
