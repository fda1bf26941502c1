import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONTROL_PREFIX } from '../support';
import type { ConcurrencyLimit } from './concurrency';
import { TaskError } from './errors';
import type { TaskService } from './taskService';

/** What the HTTP calls need of the simulator. */
export interface HttpContext {
	readonly apiKey: string;
	readonly tasks: TaskService;
	readonly concurrency: ConcurrencyLimit;
	/** How long an answer takes, so that concurrency becomes visible. */
	readonly serviceMs: number;
}

/** A task's error over HTTP (wire/rocketride/http_unknown_token.json). */
function taskErrorBody(message: string): Record<string, unknown> {
	return { status: 'Error', error: { message, file: 'client.py', lineno: 301 } };
}

/** The sheet: a bad key gets 401, a `tk_` or `pk_` that is dead gets 400. */
function checkKey(apiKey: string, request: FastifyRequest, reply: FastifyReply): boolean {
	const { authorization = '' } = request.headers;
	if (authorization === `Bearer ${apiKey}`) return true;
	const dead = /^Bearer (tk|pk)_/.test(authorization);
	const error = dead ? 'Bad request' : 'Access denied';
	void reply.code(dead ? 400 : 401).send({ status: 'Error', error: { error } });
	return false;
}

const MISSING_TOKEN = {
	detail: [{ type: 'missing', loc: ['query', 'token'], msg: 'Field required', input: null }],
};

/** Adds `GET /status`, `GET /task` and `DELETE /task`. */
export function addHttpRoutes(app: FastifyInstance, context: HttpContext): void {
	const { apiKey, tasks, concurrency, serviceMs } = context;

	app.addHook('preHandler', async (request, reply) => {
		if (request.url.startsWith(CONTROL_PREFIX)) return undefined;
		return checkKey(apiKey, request, reply) ? undefined : reply;
	});

	app.get('/status', (_request, reply) => reply.send({ status: 'OK' }));

	const taskRoute =
		(answer: (token: string) => unknown) =>
		async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
			const { token } = request.query as { token?: string };
			if (token === undefined) return reply.code(422).send(MISSING_TOKEN);
			const work = async (): Promise<FastifyReply> => {
				await pause(serviceMs);
				try {
					return reply.send(answer(token));
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
	app.delete(
		'/task',
		taskRoute((token) => {
			tasks.terminate(token);
			return { status: 'OK' };
		}),
	);
}
