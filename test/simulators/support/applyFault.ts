import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cutOff, hugeJson, trickled, unchanged } from './brokenBodies';
import type { Fault } from './faults';
import { sleep } from './sleep';

const GARBAGE = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';

/** Faults that spoil the real answer, once the handler has made it. */
const spoiled = new WeakMap<FastifyRequest, Fault>();

function sendBody(reply: FastifyReply, status: number, body: unknown, headers = {}): 'answered' {
	reply.code(status).headers(headers);
	if (typeof body === 'string') {
		if (!reply.hasHeader('content-type')) reply.type('text/plain; charset=utf-8');
		reply.send(body);
	} else if (body === undefined) {
		reply.send();
	} else {
		reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
	}
	return 'answered';
}

/** Carries a fault out; the handler still runs for those that only delay or spoil its answer. */
export async function applyFault(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<'answered' | 'continue'> {
	switch (fault.kind) {
		case 'delay':
			await sleep(fault.ms);
			return 'continue';
		case 'dropInBody':
		case 'trickle':
		case 'wrongLength':
			spoiled.set(request, fault);
			return 'continue';
		case 'silence':
			reply.hijack();
			return 'answered';
		case 'drop':
			reply.hijack();
			request.raw.socket.destroy();
			return 'answered';
		case 'status':
			return sendBody(reply, fault.status, fault.body, fault.headers);
		case 'body':
			return sendBody(reply, fault.status ?? 200, fault.body, fault.headers);
		case 'garbage':
			return sendBody(reply, 200, GARBAGE, { 'content-type': 'text/html; charset=utf-8' });
		case 'empty':
			return sendBody(reply, 200, undefined);
		case 'redirect':
			return sendBody(reply, fault.status ?? 302, undefined, { location: fault.to });
		case 'oversize':
			return streamBody(reply, Readable.from(hugeJson(fault.bytes)));
		case 'compressionBomb': {
			const zipped = Readable.from(hugeJson(fault.bytes)).pipe(createGzip());
			return streamBody(reply, zipped, { 'content-encoding': 'gzip' });
		}
	}
}

/** Past fastify: to it a stream under way in a hook is no answer, so that it would run the handler. */
function streamBody(reply: FastifyReply, body: Readable, headers = {}): 'answered' {
	reply.hijack();
	reply.raw.writeHead(200, { 'content-type': 'application/json', ...headers });
	// A client that has seen enough ends the stream: no concern of the server.
	pipeline(body, reply.raw, () => undefined);
	return 'answered';
}

type Sent = string | Buffer | Readable | null | undefined;

function declareLength(reply: FastifyReply, payload: Sent, difference: number): void {
	const known =
		typeof payload === 'string' || Buffer.isBuffer(payload)
			? Buffer.byteLength(payload)
			: Number(reply.getHeader('content-length') ?? 0);
	if (known > 0) reply.header('content-length', known + difference);
}

/** The answer on its way out, spoiled if a fault asked for that. */
export function spoilAnswer(request: FastifyRequest, reply: FastifyReply, payload: Sent): Sent {
	const fault = spoiled.get(request);
	spoiled.delete(request);
	switch (fault?.kind) {
		case 'trickle':
			declareLength(reply, payload, 0);
			return Readable.from(trickled(payload, fault.intervalMs));
		case 'dropInBody':
			declareLength(reply, payload, 0);
			return Readable.from(cutOff(payload));
		case 'wrongLength':
			declareLength(reply, payload, fault.difference ?? 7);
			// A missing rest would otherwise be waited for until the keep-alive ends.
			reply.header('connection', 'close');
			return Readable.from(unchanged(payload));
		default:
			return payload;
	}
}
