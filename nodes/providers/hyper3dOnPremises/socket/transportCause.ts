/** The code of the package `ws` for a message beyond `maxPayload`; a poll that is too large has it, too. */
export const OVERSIZED = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** Why a transport failed. */
export interface TransportCause {
	/** The HTTP status of a handshake, where there was one. */
	readonly status: number | null;
	readonly cause: unknown;
}

/**
 * Looks where the library hides the reason of a transport's failure (R, engine.io-client 6.6).
 * Polling: `description` is an HTTP status, or 0 with the error as `context.statusText`. WebSocket:
 * `description` is an event with the error.
 */
export function transportCause(error: unknown): TransportCause {
	const inner = member(error, 'description');
	if (typeof inner === 'number') {
		return { status: inner || null, cause: member(member(error, 'context'), 'statusText') };
	}
	const cause = member(inner, 'error') ?? inner ?? error;
	const words = cause instanceof Error ? cause.message : '';
	const [, status] = /^Unexpected server response: (\d{3})$/.exec(words) ?? [];
	return { status: status === undefined ? null : Number(status), cause };
}

/** Whether the details of a `disconnect` event say that a message was too large. */
export function isOversized(details: unknown): boolean {
	return member(transportCause(details).cause, 'code') === OVERSIZED;
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? (value as Readonly<Record<string, unknown>>)[name]
		: undefined;
}
