/** A request of the DAP protocol, as far as the simulator reads it. */
export interface DapRequest {
	readonly seq: number;
	readonly command: string;
	readonly arguments: Readonly<Record<string, unknown>>;
	/** Clients send the task's token here too: servers up to 3.1 read only this one. */
	readonly token: string;
}

/** An answer, matched to its request by `request_seq` alone. */
export interface DapResponse {
	readonly type: 'response';
	readonly request_seq: number;
	readonly command: string;
	readonly success: boolean;
	readonly message?: string;
	readonly code?: string;
	readonly body?: unknown;
}

/** What an answer says, apart from the request it belongs to. */
export type Outcome = Pick<DapResponse, 'success' | 'body' | 'message' | 'code'>;

/** Something the server says unasked. */
export interface DapEvent {
	readonly type: 'event';
	readonly event: string;
	readonly body: unknown;
	readonly id?: string;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of an unknown value; empty for anything but a text. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** Reads a frame; undefined for what is no request. */
export function parseRequest(frame: string): DapRequest | undefined {
	try {
		const value: unknown = JSON.parse(frame);
		if (!isObject(value) || value.type !== 'request' || typeof value.seq !== 'number') {
			return undefined;
		}
		const { seq, command, token, arguments: given } = value;
		return {
			seq,
			command: textOf(command),
			token: textOf(token),
			arguments: isObject(given) ? given : {},
		};
	} catch {
		return undefined;
	}
}
