import type { IncomingHttpHeaders } from 'node:http';

const LIMIT = 10_000;

/** One request as a simulator saw it. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: string;
	headers: IncomingHttpHeaders;
	body: unknown;
	/** By the simulator's clock, in milliseconds since the epoch. */
	at: number;
}

/** Keeps the newest requests; the older half goes when there are too many. */
export class RequestLog {
	readonly entries: RecordedRequest[] = [];

	add(request: RecordedRequest): void {
		if (this.entries.length >= LIMIT) this.entries.splice(0, LIMIT / 2);
		this.entries.push(request);
	}

	clear(): void {
		this.entries.length = 0;
	}
}

/** Bytes of uploads are of no interest in a log, only how many there were. */
export function withoutBytes(body: unknown): unknown {
	if (Buffer.isBuffer(body)) return `<${body.length} bytes>`;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	return Object.fromEntries(
		Object.entries(body).map(([key, value]) => [
			key,
			Buffer.isBuffer(value) ? withoutBytes(value) : value,
		]),
	);
}
