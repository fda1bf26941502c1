import type { FastifyReply, FastifyRequest } from 'fastify';

import { HttpSimulator, type SimulatorOptions } from '../support';
import { mimeTypeOf, sampleFile } from '../support/files';
import { CONTROL_PREFIX } from '../support/paths';
import { KEY, type Answer, type Call, type Handler, type Json, type Service } from './service';
import { TaskDesk, type Look, type SimulatedTask } from './taskDesk';

export interface ServicesOptions extends SimulatorOptions {
	/** How long a step of a life takes; 0: one step for each look. */
	readonly stepMs?: number;
}

const STEP_MS = 1000;
/** Somewhere in what a client submits: `simulate:failed`. */
const LIFE = /simulate:(\w+)/;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer is told from a plain body by its keys. */
function asAnswer(given: Answer | Json): Answer {
	const keys = Object.keys(given);
	const isAnswer =
		keys.includes('body') && keys.every((key) => /^(status|headers|body)$/.test(key));
	return isAnswer ? (given as Answer) : { body: given };
}

/** All described services on one address, each under `/{service}`. */
export class ServicesSimulator extends HttpSimulator {
	private readonly desks = new Map<string, TaskDesk>();

	constructor(services: readonly Service[], options: ServicesOptions = {}) {
		super('Described services', options, KEY);
		for (const service of services) {
			const base = () => this.baseUrlOf(service.name);
			const tasks = new TaskDesk(service, this.clock, base, options.stepMs ?? STEP_MS);
			this.desks.set(service.name, tasks);
			this.addService(service, tasks);
		}
		this.app.get<{ Params: { service: string; life: string } }>(
			`${CONTROL_PREFIX}/looks/:service/:life`,
			({ params }, reply) =>
				reply.send({ looks: this.tasksOf(params.service).looksAtLife(params.life) }),
		);
	}

	/** What stands here for the vendor's origin. */
	baseUrlOf(service: string): string {
		return `${this.url}/${service}`;
	}

	tasksOf(service: string): TaskDesk {
		const desk = this.desks.get(service);
		if (desk === undefined) throw new Error(`No service ${service} is simulated`);
		return desk;
	}

	/** A task as if it had been submitted. */
	addTask(service: string, life: string): SimulatedTask {
		return this.tasksOf(service).submit(life);
	}

	private addService(service: Service, tasks: TaskDesk): void {
		const prefix = `/${service.name}`;
		this.app.get<{ Params: { '*': string } }>(`${prefix}/files/*`, ({ params }, reply) =>
			reply.type(mimeTypeOf(params['*'])).send(sampleFile(params['*'])),
		);
		for (const [route, handler] of Object.entries(service.routes)) {
			const [method = 'GET', path = '/'] = route.split(' ');
			this.app.route({
				method,
				url: prefix + path,
				handler: (request, reply) => this.serve(service, tasks, handler, request, reply),
			});
		}
	}

	private serve(
		service: Service,
		tasks: TaskDesk,
		handler: Handler,
		request: FastifyRequest,
		reply: FastifyReply,
	): FastifyReply {
		const call: Call = {
			params: request.params as Record<string, string>,
			query: request.query as Record<string, string>,
			headers: request.headers,
			body: isObject(request.body) ? request.body : { text: request.body },
			url: request.url.slice(service.name.length + 1),
			base: this.baseUrlOf(service.name),
			tasks,
			now: this.clock.now(),
		};
		const { status = 200, headers = {}, body } = service.refuse(call) ?? asAnswer(handler(call));
		reply.code(status).headers(headers);
		if (typeof body === 'string' || Buffer.isBuffer(body)) return reply.send(body);
		const text = JSON.stringify(body)?.replaceAll('{base}', call.base);
		return text === undefined
			? reply.send()
			: reply.type('application/json; charset=utf-8').send(text);
	}
}

/** Begins a task with the life its submitter asks for anywhere in the request; default `done`. */
export function submitted({ tasks, body, url, headers }: Call): SimulatedTask {
	const said = [JSON.stringify(body), decodeURIComponent(url), String(headers['x-simulate'] ?? '')];
	return tasks.submit(LIFE.exec(said.join(' '))?.[1] ?? 'done', body);
}

/** A submit: begins the task and shows it as it is before the first look. */
export const submitting =
	(show: (look: Look, call: Call) => Answer | Json): Handler =>
	(call) => {
		const look = call.tasks.peek(submitted(call).id);
		return look === undefined
			? { status: 500, body: 'A life begins with a task' }
			: show(look, call);
	};
