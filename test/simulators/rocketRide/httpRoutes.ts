import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONTROL_PREFIX } from '../support';
import { planIn, textIn } from '../support/simulateField';
import type { ServerBehaviour } from './behaviour';
import type { ConcurrencyLimit } from './concurrency';
import { TASK_TOKEN } from './dap/auth';
import { TaskError } from './errors';
import type { TaskPlan } from './plan';
import type { TaskService } from './taskService';

/** What the HTTP calls need of the simulator. */
export interface HttpContext {
	readonly apiKey: string;
	readonly tasks: TaskService;
	readonly behaviour: () => ServerBehaviour;
	readonly concurrency: ConcurrencyLimit;
	/** How long an answer takes, so that concurrency becomes visible. */
	readonly serviceMs: number;
}

/** A task's error over HTTP (wire/rocketride/http_unknown_token.json). */
function taskErrorBody(message: string): Record<string, unknown> {
	return { status: 'Error', error: { message, file: 'client.py', lineno: 301 } };
}

/** The token of a task that lives and is used as the key; empty for any other key. */
function taskOfKey(
	{ headers: { authorization = '' } }: FastifyRequest,
	tasks: TaskService,
): string {
	const key = authorization.replace(/^Bearer /, '');
	return TASK_TOKEN.test(key) && tasks.find(key) ? key : '';
}

/** The sheet: a bad key gets 401, a `tk_` or `pk_` that is dead gets 400. */
function checkKey(context: HttpContext, request: FastifyRequest, reply: FastifyReply): boolean {
	const { authorization = '' } = request.headers;
	if (authorization === `Bearer ${context.apiKey}`) return true;
	if (taskOfKey(request, context.tasks) !== '') return true;
	const dead = /^Bearer (tk|pk)_/.test(authorization);
	const error = dead ? 'Bad request' : 'Access denied';
	void reply.code(dead ? 400 : 401).send({ status: 'Error', error: { error } });
	return false;
}

const MISSING_TOKEN = {
	detail: [{ type: 'missing', loc: ['query', 'token'], msg: 'Field required', input: null }],
};

/** Adds `GET /status`, and `GET`, `POST` and `DELETE /task`. */
export function addHttpRoutes(app: FastifyInstance, context: HttpContext): void {
	const { tasks, concurrency, serviceMs, behaviour } = context;
	const start = (pipeline: unknown, plan: Partial<TaskPlan>): string => {
		const projectId = textIn(pipeline, 'project_id');
		const source = textIn(pipeline, 'source');
		return tasks.start({
			...{ queuedMs: 500, runningMs: 2_000, ...plan },
			...(projectId !== undefined && { projectId }),
			...(source !== undefined && { source }),
		});
	};

	app.addHook('preHandler', async (request, reply) => {
		if (request.url.startsWith(CONTROL_PREFIX)) return undefined;
		return checkKey(context, request, reply) ? undefined : reply;
	});

	// What `data` holds is our guess.
	app.get('/status', (_request, reply) => reply.send({ status: 'OK', data: {} }));

	const taskRoute =
		(answer: (token: string) => unknown) =>
		async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
			const { token } = request.query as { token?: string };
			if (token === undefined) return reply.code(422).send(MISSING_TOKEN);
			const { httpFault } = behaviour();
			const work = async (): Promise<FastifyReply> => {
				await pause(serviceMs);
				if (httpFault) return reply.code(400).send(taskErrorBody(httpFault));
				try {
					// A task's own token as the key: it is told of that task alone (measured).
					return reply.send(answer(taskOfKey(request, tasks) || token));
				} catch (error) {
					if (!(error instanceof TaskError)) throw error;
					return reply.code(400).send(taskErrorBody(error.message));
				}
			};
			// The server opens a WebSocket to itself for each call, and its own limit strikes.
			return await concurrency.run(work, () =>
				reply.code(400).send(taskErrorBody('server rejected WebSocket connection: HTTP 403')),
			);
		};

	app.get(
		'/task',
		taskRoute((token) => ({ status: 'OK', data: tasks.statusOf(token) })),
	);
	// The body is the pipeline itself (source, 3.2); a `simulate` field in it says how it goes.
	app.post('/task', (request, reply) => {
		const plan = planIn<Partial<TaskPlan>>(request.body);
		if (plan === undefined) return reply.code(400).send(taskErrorBody('simulate: not JSON'));
		return reply.send({ status: 'OK', data: { token: start(request.body, plan) } });
	});
	app.delete(
		'/task',
		taskRoute((token) => {
			tasks.terminate(token);
			return { status: 'OK' };
		}),
	);
}
