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

/** Reads a text frame; `undefined` for everything but an answer. Events come unasked and in between. */
export function readResponse(text: string): DapResponse | undefined {
	const frame = parseJson(text);
	if (!isRecord(frame) || frame.type !== 'response' || typeof frame.request_seq !== 'number') {
		return undefined;
	}
	return {
		requestSeq: frame.request_seq,
		success: frame.success === true,
		message: toText(frame.message),
		code: toText(frame.code),
		body: frame.body,
		frame,
	};
}
