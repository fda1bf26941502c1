import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { type CloudCoinTask, errorBody, taskBody } from './answers';
import { type CloudCoinPlan, type Command, commands } from './plan';
import { planIn } from '../support/simulateField';
import { HttpSimulator, type SimulatorOptions } from '../support/httpSimulator';
import { CONTROL_PREFIX } from '../support/paths';

const BASE_PATH = '/api/v1';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OTHER_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface CloudCoinOptions extends SimulatorOptions {
	/** Knobs for every task that does not say otherwise. */
	defaults?: CloudCoinPlan;
}

/** A task for `addTask`, with an identifier of one's own if wished. */
export interface NewCloudCoinTask extends CloudCoinPlan {
	id?: string;
	command?: Command;
}

/** CloudCoin Desktop's local server: `shared/providers/cloudcoin.md` and the vendor's page. */
export class CloudCoinSimulator extends HttpSimulator {
	/** May be changed at any time; read when a task is added. */
	defaults: CloudCoinPlan;
	/** Whether an id that is no UUID is refused with 4121 instead of 4105. */
	refuseMalformedIds = false;
	/** The HTTP status of 4105 and 4121; the product says 200. */
	errorStatus = 200;
	/** The HTTP status of 4153; 200 or a 4xx. */
	unknownUrlStatus = 200;
	/** How many tasks were started over HTTP: a start moves money and must never be retried. */
	starts = 0;
	private readonly tasks = new Map<string, CloudCoinTask>();

	constructor(options: CloudCoinOptions = {}) {
		super('CloudCoin Desktop', options);
		this.defaults = options.defaults ?? {};
		this.addRoutes();
	}

	addTask(options: NewCloudCoinTask = {}): CloudCoinTask {
		const { id = randomUUID(), command = 'echo', ...own } = options;
		const plan = { ...this.defaults, ...own };
		const task: CloudCoinTask = {
			id,
			command,
			plan,
			startedAt: this.clock.now() - (plan.ageMs ?? 0),
			halfWritten: plan.halfWritten !== undefined,
		};
		this.tasks.set(id, task);
		return task;
	}

	/** Tasks live in memory only: a restart forgets them all. */
	restart(): void {
		this.tasks.clear();
	}

	protected override answerUnknownUrl(reply: FastifyReply): FastifyReply {
		return reply.code(this.unknownUrlStatus).send(errorBody(4153, 'Unknown API endpoint'));
	}

	private addRoutes(): void {
		for (const command of commands) {
			this.app.post(`${BASE_PATH}/${command}`, (request, reply) => {
				const plan = planIn<CloudCoinPlan>(request.body);
				if (plan === undefined) return reply.send(errorBody(4100, 'simulate: not JSON'));
				this.starts += 1;
				return reply.send(taskBody(this.addTask({ ...plan, command }), this.clock.now()));
			});
			this.refuseOtherMethods(`${BASE_PATH}/${command}`, 'POST');
		}
		this.app.get<{ Params: { id: string } }>(`${BASE_PATH}/tasks/:id`, (request, reply) =>
			this.look(request.params.id, reply),
		);
		this.refuseOtherMethods(`${BASE_PATH}/tasks/:id`, 'GET');
		this.app.post<{ Body: NewCloudCoinTask | undefined }>(
			`${CONTROL_PREFIX}/tasks`,
			(request, reply) => reply.send(this.addTask(request.body ?? {})),
		);
		this.app.post(`${CONTROL_PREFIX}/restart`, (_request, reply) => {
			this.restart();
			return reply.send({ ok: true });
		});
	}

	private refuseOtherMethods(url: string, allowed: string): void {
		const method = OTHER_METHODS.filter((other) => other !== allowed);
		this.app.route({ method, url, handler: (_request, reply) => reply.code(405).send() });
	}

	private look(id: string, reply: FastifyReply): FastifyReply {
		if (this.refuseMalformedIds && !UUID.test(id)) {
			return reply.code(this.errorStatus).send(errorBody(4121, 'Invalid task id'));
		}
		const task = this.tasks.get(id);
		if (task === undefined) {
			return reply.code(this.errorStatus).send(errorBody(4105, 'Task does not exist'));
		}
		return reply.send(taskBody(task, this.clock.now()));
	}
}

export async function startCloudCoin(options: CloudCoinOptions = {}): Promise<CloudCoinSimulator> {
	return await new CloudCoinSimulator(options).start();
}
