import type { FastifyInstance } from 'fastify';
import type { ServerBehaviour } from './behaviour';
import { checkProgressBody } from './checkProgress';
import type { ConnectionRecord } from './connectionRecord';
import type { TaskStore } from './taskStore';

/** What the REST call needs of the simulator. */
export interface RestContext {
	readonly apiToken: string;
	readonly tasks: TaskStore;
	readonly connections: ConnectionRecord;
	readonly behaviour: () => ServerBehaviour;
}

/**
 * Adds `POST /api/task/check_progress/{uuid}` (seeds/000, the Go sample). What it answers to a wrong
 * token or an unknown uuid is not public: 401 and 404 with a `detail` are our guess.
 */
export function addRestRoutes(app: FastifyInstance, context: RestContext): void {
	const { apiToken, tasks, connections, behaviour } = context;
	app.post<{ Params: { taskUuid: string } }>(
		'/api/task/check_progress/:taskUuid',
		(request, reply) => {
			if (request.headers.authorization !== `Bearer ${apiToken}`) {
				return reply.code(401).send({ detail: 'Invalid token' });
			}
			const { taskUuid } = request.params;
			connections.count(connections.progressChecks, taskUuid);
			const task = tasks.get(taskUuid);
			if (!task) return reply.code(404).send({ detail: 'Task not found' });
			const { restFields } = { ...behaviour(), ...task.behaviour };
			return reply.send(checkProgressBody(task.plan, tasks.momentOf(task), restFields));
		},
	);
}
