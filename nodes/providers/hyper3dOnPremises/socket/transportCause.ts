/** Why a transport failed. */
export interface TransportCause {
	/** The HTTP status of a handshake, where there was one. */
	readonly status: number | null;
	readonly cause: unknown;
}

/**
 * Looks where the library hides the reason of a transport's failure: in `description` an HTTP
 * status (polling), an error, or the event of one (WebSocket; R, engine.io-client 6.6).
 */
export function transportCause(error: unknown): TransportCause {
	const inner = member(error, 'description');
	if (typeof inner === 'number') return { status: inner, cause: error };
	const cause = member(inner, 'error') ?? inner ?? error;
	const words = cause instanceof Error ? cause.message : '';
	const [, status] = /^Unexpected server response: (\d{3})$/.exec(words) ?? [];
	return { status: status === undefined ? null : Number(status), cause };
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? (value as Readonly<Record<string, unknown>>)[name]
		: undefined;
}
