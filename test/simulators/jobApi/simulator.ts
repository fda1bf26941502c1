import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpSimulator, type SimulatorOptions } from '../support/httpSimulator';
import { planIn } from '../support/simulateField';

const BASE_PATH = '/v1';
const KEY = 'simulated-jobs-key';
const REPORT = 'city;sold\nParis;3\n';
const STEP_MS = 1000;

/** How a job goes; given as `simulate` in its submission. */
export interface JobPlan {
	/** The word it ends with; default `complete`. */
	readonly end?: 'complete' | 'failed' | 'cancelled' | 'paused' | 'mislaid';
	/** Between two of its words. */
	readonly stepMs?: number;
}

interface Job {
	readonly plan: JobPlan;
	readonly startedAt: number;
}

interface JobRequest {
	Params: { id: string };
}

/**
 * An in-house API of jobs that nobody has heard of: what Other HTTP API is for. The report of a job
 * is fetched without the key; one that is sent along is refused.
 */
export class JobApiSimulator extends HttpSimulator {
	private readonly jobs = new Map<string, Job>();

	constructor(options: SimulatorOptions = {}) {
		super('In-house jobs', options, KEY);
		this.app.post(`${BASE_PATH}/jobs`, (request, reply) => {
			if (!this.isSigned(request)) return this.refuse(reply);
			const id = this.addJob(planIn<JobPlan>(request.body) ?? {});
			return reply.code(202).send({ id, state: 'accepted', self: `${this.baseUrl}/jobs/${id}` });
		});
		this.app.get<JobRequest>(`${BASE_PATH}/jobs/:id`, (request, reply) => {
			if (!this.isSigned(request)) return this.refuse(reply);
			const { id } = request.params;
			const job = this.jobs.get(id);
			if (job === undefined) return reply.code(404).send({ error: { message: `No job ${id}` } });
			return reply.send({ id, ...this.bodyOf(id, job) });
		});
		this.app.get<JobRequest>(`${BASE_PATH}/reports/:id/report.csv`, (request, reply) => {
			const { authorization } = request.headers;
			if (authorization !== undefined) return reply.code(400).send('A key for a public link');
			return reply.type('text/csv').send(REPORT);
		});
	}

	override get baseUrl(): string {
		return this.url + BASE_PATH;
	}

	/** Adds a job, and gives its ID. */
	addJob(plan: JobPlan = {}): string {
		const id = randomUUID();
		this.jobs.set(id, { plan, startedAt: this.clock.now() });
		return id;
	}

	private bodyOf(id: string, { plan, startedAt }: Job): object {
		const { end = 'complete', stepMs = STEP_MS } = plan;
		const steps = Math.floor((this.clock.now() - startedAt) / Math.max(1, stepMs));
		if (steps === 0) return { state: 'accepted', percent: 0 };
		if (steps === 1) return { state: 'Working', percent: 50, note: 'Counting' };
		if (end === 'failed') return { state: end, error: { message: 'The printer is out of paper' } };
		if (end === 'paused') return { state: end, note: 'Somebody has to sign' };
		if (end !== 'complete') return { state: end };
		const url = `${this.baseUrl}/reports/${id}/report.csv`;
		return { state: end, percent: 100, output: { rows: 1, files: [{ url }] } };
	}

	private isSigned({ headers }: FastifyRequest): boolean {
		return headers.authorization === `Bearer ${KEY}`;
	}

	private refuse(reply: FastifyReply): FastifyReply {
		return reply.code(401).send({ error: { message: 'Who are you?' } });
	}
}

export async function startJobApi(options: SimulatorOptions = {}): Promise<JobApiSimulator> {
	return await new JobApiSimulator(options).start();
}
