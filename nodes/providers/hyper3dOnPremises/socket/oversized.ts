import { transportCause } from './transportCause';

/** The code of an error of the package `ws` for a message beyond `maxPayload`. */
const OVERSIZED_CODE = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** A message was larger than any status and has not been read. */
export class OversizedError extends Error {
	readonly code = OVERSIZED_CODE;
}

/** Whether an error says that a message was too large, on whichever transport. */
export function isOversized(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === OVERSIZED_CODE;
}

/** Whether the details of a `disconnect` event say that a message was too large. */
export function isOversizedDrop(details: unknown): boolean {
	return isOversized(transportCause(details).cause);
}
