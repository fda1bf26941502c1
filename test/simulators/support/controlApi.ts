import type { FastifyInstance } from 'fastify';
import { ManualClock } from './clock';
import { faultKinds, type Fault, type FaultRequest, type FaultRule } from './faults';
import { CONTROL_PREFIX } from './paths';
import type { HttpSimulator } from './httpSimulator';

/** The part of a fault rule that JSON can say. */
export interface JsonFaultRule {
	fault: Fault;
	/** A number, or "always". */
	times?: number | 'always';
	probability?: number;
	when?: { method?: string; pathIncludes?: string; bodyIncludes?: string };
}

function matcher(when: NonNullable<JsonFaultRule['when']>): (request: FaultRequest) => boolean {
	return ({ method, path, body }) =>
		(when.method === undefined || when.method === method) &&
		(when.pathIncludes === undefined || path.includes(when.pathIncludes)) &&
		(when.bodyIncludes === undefined || (JSON.stringify(body) ?? '').includes(when.bodyIncludes));
}

function toRule({ fault, times, probability, when }: JsonFaultRule): FaultRule {
	return {
		fault,
		...(times !== undefined && { times: times === 'always' ? Infinity : times }),
		...(probability !== undefined && { probability }),
		...(when !== undefined && { when: matcher(when) }),
	};
}

/** Adds the routes every simulator has under `/__control`. */
export function addControlApi(app: FastifyInstance, simulator: HttpSimulator): void {
	app.post<{ Body: JsonFaultRule | undefined }>(`${CONTROL_PREFIX}/faults`, (request, reply) => {
		const kind = request.body?.fault?.kind;
		if (request.body === undefined || kind === undefined || !faultKinds.has(kind)) {
			return reply.code(400).send({ error: `Unknown fault: ${String(kind)}` });
		}
		simulator.faults.add(toRule(request.body));
		return reply.send({ ok: true });
	});
	app.delete(`${CONTROL_PREFIX}/faults`, (_request, reply) => {
		simulator.faults.clear();
		return reply.send({ ok: true });
	});
	app.post<{ Body: { ms?: number } | undefined }>(`${CONTROL_PREFIX}/advance`, (request, reply) => {
		if (!(simulator.clock instanceof ManualClock)) {
			return reply.code(409).send({ error: 'The clock is not manual' });
		}
		simulator.clock.advance(request.body?.ms ?? 0);
		return reply.send({ now: simulator.clock.now() });
	});
	app.get(`${CONTROL_PREFIX}/requests`, (_request, reply) => reply.send(simulator.requests));
	app.delete(`${CONTROL_PREFIX}/requests`, (_request, reply) => {
		simulator.clearRequests();
		return reply.send({ ok: true });
	});
	app.get(`${CONTROL_PREFIX}/stats`, (_request, reply) => reply.send(simulator.stats()));
}
