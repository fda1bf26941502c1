import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { acceptAnyBody } from './acceptAnyBody';
import { applyFault, spoilAnswer } from './applyFault';
import { type Clock, systemClock } from './clock';
import { addControlApi } from './controlApi';
import { FaultPlan } from './faults';
import { isControl, splitUrl } from './paths';
import { type RecordedRequest, RequestLog, withoutBytes } from './requestLog';
import type { Simulator, SimulatorOptions, SimulatorStats } from './simulator';
import { sleep } from './sleep';
import { Traffic } from './traffic';

export type { Simulator, SimulatorOptions, SimulatorStats };

const BODY_LIMIT = 100 * 1024 * 1024;

/** A fastify server with faults before the handlers; providers add their routes to `app`. */
export class HttpSimulator implements Simulator {
	readonly app: FastifyInstance;
	readonly clock: Clock;
	readonly faults: FaultPlan;
	readonly traffic = new Traffic();
	/** How long every answer takes at least; may be changed at any time. */
	latencyMs: number;
	private readonly log = new RequestLog();
	private readonly recorded = new WeakMap<FastifyRequest, RecordedRequest>();
	private readonly port: number;
	private address = '';

	constructor(
		readonly name: string,
		options: SimulatorOptions = {},
		readonly acceptedKey: string | null = null,
	) {
		this.port = options.port ?? 0;
		this.latencyMs = options.latencyMs ?? 0;
		this.clock = options.clock ?? systemClock;
		this.faults = new FaultPlan(options.random);
		this.app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
		this.traffic.watchConnections(this.app.server);
		acceptAnyBody(this.app);
		this.addHooks(options.record ?? true);
		addControlApi(this.app, this);
	}

	get url(): string {
		if (this.address === '') throw new Error(`${this.name} has not been started`);
		return this.address;
	}

	get baseUrl(): string {
		return this.url;
	}

	get requests(): readonly RecordedRequest[] {
		return this.log.entries;
	}

	get inFlight(): number {
		return this.traffic.inFlight;
	}

	get maxInFlight(): number {
		return this.traffic.maxInFlight;
	}

	get openConnections(): number {
		return this.traffic.openConnections;
	}

	clearRequests(): void {
		this.log.clear();
	}

	stats(): SimulatorStats {
		return { ...this.traffic.counts(), faultsInjected: this.faults.injected };
	}

	async start(): Promise<this> {
		await this.app.listen({ host: '127.0.0.1', port: this.port });
		const { port } = this.app.server.address() as AddressInfo;
		this.address = `http://127.0.0.1:${port}`;
		return this;
	}

	/** Ends at once, also with hanging requests. */
	async close(): Promise<void> {
		this.traffic.end();
		await this.app.close();
	}

	protected answerUnknownUrl(reply: FastifyReply): FastifyReply {
		return reply.code(404).send({ error: 'Not found' });
	}

	private addHooks(record: boolean): void {
		this.app.setNotFoundHandler((_request, reply) => this.answerUnknownUrl(reply));
		this.app.addHook('onRequest', (request, reply, done) => {
			if (!isControl(request.url)) {
				this.traffic.enter(reply.raw);
				if (record) this.record(request);
			}
			done();
		});
		// The body is known only here; faults come before the providers' own checks.
		this.app.addHook('preHandler', async (request, reply) => {
			if (isControl(request.url)) return undefined;
			const entry = this.recorded.get(request);
			if (entry !== undefined) entry.body = withoutBytes(request.body);
			const { path } = splitUrl(request.url);
			if (this.latencyMs > 0) await sleep(this.latencyMs);
			const fault = this.faults.take({ method: request.method, path, body: request.body });
			if (fault === undefined) return undefined;
			// Returning the reply tells fastify that it has been answered here.
			return (await applyFault(fault, request, reply)) === 'answered' ? reply : undefined;
		});
		this.app.addHook('onSend', async (request, reply, payload) =>
			spoilAnswer(request, reply, payload as string | Buffer | Readable | null | undefined),
		);
	}

	private record(request: FastifyRequest): void {
		const { method, headers } = request;
		const url = splitUrl(request.url);
		const entry = { method, ...url, headers, body: undefined, at: this.clock.now() };
		this.recorded.set(request, entry);
		this.log.add(entry);
	}
}
