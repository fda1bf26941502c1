import type { FastifyInstance } from 'fastify';
import type { RocketRideSimulator } from '.';
import type { ServerBehaviour } from './behaviour';
import type { TaskPlan } from './plan';
import type { NewTask, Restart } from './taskStore';

interface RerunBody extends Partial<TaskPlan>, Restart {
	readonly taskToken: string;
}

/** Drives the simulator from another process, such as a workflow's HTTP Request node. */
export function addControlRoutes(
	app: FastifyInstance,
	simulator: RocketRideSimulator,
	prefix: string,
): void {
	app.post<{ Body: NewTask | undefined }>(`${prefix}/tasks`, (request, reply) =>
		reply.code(201).send(simulator.addTask(request.body)),
	);
	app.post<{ Body: RerunBody }>(`${prefix}/rerun`, (request, reply) => {
		const { taskToken, afterMs, losesExit, ...plan } = request.body;
		simulator.rerun(taskToken, plan, { afterMs, losesExit });
		return reply.send({ taskToken });
	});
	app.post(`${prefix}/restart`, (_request, reply) => {
		simulator.restart();
		return reply.send({ ok: true });
	});
	app.patch<{ Body: Partial<ServerBehaviour> }>(`${prefix}/behaviour`, (request, reply) =>
		reply.send(Object.assign(simulator.behaviour, request.body)),
	);
	app.get(`${prefix}/connections`, (_request, reply) => reply.send(simulator.sockets));
}
