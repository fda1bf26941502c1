import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTROL_PREFIX, isControl } from '../support/paths';
import { planIn, textIn } from '../support/simulateField';
import { downloadList, errorKey, statusBody, submitBody } from './answers';
import type { RodinPlan } from './plan';
import type { Hyper3dRodinSimulator, NewRodinTask } from './simulator';

export const BASE_PATH = '/api/v2';

/** Success is documented as 201 (fact sheet, "error"). */
const CREATED = 201;

/** The vendor's calls (fact sheet, table of calls), for one simulator. */
export class RodinRoutes {
	constructor(private readonly simulator: Hyper3dRodinSimulator) {
		const { app, acceptedKey } = simulator;
		app.addHook('preHandler', async (request, reply) => {
			const isAccepted = request.headers.authorization === `Bearer ${acceptedKey}`;
			if (isAccepted || isControl(request.url)) return;
			// The sheet documents 401 for a bad key; its body is our guess.
			await reply.code(401).send({ error: 'UNAUTHORIZED', message: 'Invalid API key' });
		});
		for (const path of ['/rodin', '/rodin_texture_only', '/bang']) {
			app.post(BASE_PATH + path, (request, reply) => this.submit(request, reply));
		}
		app.post(`${BASE_PATH}/status`, (request, reply) => this.status(request, reply));
		app.post(`${BASE_PATH}/download`, (request, reply) => this.download(request, reply));
		app.get(`${BASE_PATH}/check_balance`, (_request, reply) =>
			reply.code(this.successStatus()).send({ balance: simulator.balance }),
		);
		app.post<{ Body: NewRodinTask | undefined }>(`${CONTROL_PREFIX}/tasks`, (request, reply) =>
			reply.send(simulator.addTask(request.body ?? {})),
		);
	}

	private submit(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { simulator } = this;
		const plan = planIn<RodinPlan>(request.body);
		if (plan === undefined) return this.refuseRequest(reply, 'simulate is not a JSON object');
		if (simulator.balance < 1) {
			return this.refuse(reply, 'API_INSUFFICIENT_FUNDS', 'Your balance is not enough');
		}
		simulator.balance -= 1;
		simulator.submissions += 1;
		return reply
			.code(CREATED)
			.send(submitBody(simulator.addTask(plan), textIn(request.body, 'prompt')));
	}

	private status(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const key = textIn(request.body, 'subscription_key');
		if (key === undefined) return this.refuseRequest(reply, 'subscription_key is required');
		const task = this.simulator.taskBySubscriptionKey(key);
		if (task === undefined) return this.refuse(reply, 'NO_SUCH_TASK', 'Task does not exist');
		const body = statusBody(task, this.simulator.clock.now() - task.submittedAt);
		return reply.code(this.successStatus(task.plan)).type('application/json').send(body);
	}

	private download(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const uuid = textIn(request.body, 'task_uuid');
		if (uuid === undefined) return this.refuseRequest(reply, 'task_uuid is required');
		const task = this.simulator.taskByUuid(uuid);
		if (task === undefined) return this.refuse(reply, 'NO_SUCH_TASK', 'Task does not exist');
		const elapsed = this.simulator.clock.now() - task.submittedAt;
		const list = downloadList(task, elapsed, (index) => this.simulator.files.link(uuid, index));
		return reply.code(this.successStatus(task.plan)).send({ ...errorKey(task.plan), list });
	}

	private successStatus(plan: RodinPlan = this.simulator.defaults): number {
		return plan.statusCode ?? CREATED;
	}

	/** What the vendor says about an unknown task is not documented: a 2xx with an error is a guess. */
	private refuse(reply: FastifyReply, error: string, message: string): FastifyReply {
		return reply.code(this.successStatus()).send({ error, message });
	}

	/** 400 for a request without its one parameter is a guess, too. */
	private refuseRequest(reply: FastifyReply, message: string): FastifyReply {
		return reply.code(400).send({ error: 'INVALID_REQUEST', message });
	}
}
