import type { FastifyReply, FastifyRequest } from 'fastify';
import { isControl } from '../support/paths';
import type { Filter } from './filters';
import type { N8nDataTablesSimulator } from './simulator';
import { ValidationError, type ColumnDefinition, type Table } from './table';

const WAITING = '/webhook-waiting';
const MAX_PAGE = 250;
const DEFAULT_PAGE = 100;

interface Query {
	limit?: string;
	cursor?: string;
	filter?: string;
}

interface Change {
	filter: Filter;
	data: Record<string, unknown>;
}

type ById = FastifyRequest<{ Params: { id: string }; Querystring: Query; Body: Change }>;

/** The calls of the public API, for one simulator. */
export function addRoutes(simulator: N8nDataTablesSimulator, basePath: string): void {
	const { app } = simulator;
	app.addHook('preHandler', async (request, reply) => {
		if (request.url.startsWith(WAITING)) return;
		const isAccepted = request.headers['x-n8n-api-key'] === simulator.acceptedKey;
		if (isAccepted || isControl(request.url)) return;
		await reply.code(401).send({ message: 'unauthorized' });
	});
	app.setErrorHandler((error, _request, reply) =>
		reply.code(error instanceof ValidationError ? 400 : 500).send({ message: String(error) }),
	);
	app.get<{ Querystring: Query }>(`${basePath}/data-tables`, (request, reply) => {
		const { name } = JSON.parse(request.query.filter ?? '{}') as { name?: string };
		const all = [...simulator.tables.values()].filter(
			(table) => name === undefined || table.name.toLowerCase().includes(name.toLowerCase()),
		);
		return reply.send(page(all.map(describe), request.query));
	});
	app.post<{ Body: { name: string; columns: ColumnDefinition[] } }>(
		`${basePath}/data-tables`,
		(request, reply) => {
			const { name, columns } = request.body;
			const isTaken = [...simulator.tables.values()].some((table) => table.name === name);
			if (isTaken) {
				const message = `Data table with name '${name}' already exists in this project`;
				return reply.code(409).send({ message });
			}
			return reply.code(201).send(describe(simulator.addTable(name, columns)));
		},
	);
	app.post<{ Params: { id: string } }>(`${WAITING}/:id`, (request, reply) => {
		const { id } = request.params;
		const state = simulator.executions.get(id);
		if (state === undefined) {
			return reply.code(404).send({ message: `The execution "${id}" does not exist.` });
		}
		if (state !== 'waiting') {
			const words = state === 'running' ? 'is running already.' : 'has finished already.';
			return reply.code(409).send({ message: `The execution "${id}" ${words}` });
		}
		simulator.executions.set(id, 'finished');
		simulator.resumed.push({ id, body: request.body, headers: request.headers });
		return reply.send({ message: 'Workflow was started' });
	});
	const rows = `${basePath}/data-tables/:id/rows`;
	const withTable =
		(answer: (table: Table, request: ById) => unknown) => (request: ById, reply: FastifyReply) => {
			const table = simulator.tables.get(request.params.id);
			const message = `Could not find the data table: '${request.params.id}'`;
			if (table === undefined) return reply.code(404).send({ message });
			return reply.send(answer(table, request));
		};
	app.get(
		`${basePath}/data-tables/:id`,
		withTable((table) => describe(table)),
	);
	app.delete(
		`${rows}/delete`,
		withTable((table, { query }) => {
			table.remove(JSON.parse(query.filter ?? '{}') as Filter);
			return JSON.stringify(true);
		}),
	);
	app.get(
		rows,
		withTable((table, { query }) => {
			const filter = JSON.parse(query.filter ?? '{}') as Filter;
			return page(table.select(filter), query);
		}),
	);
	app.patch(
		`${rows}/update`,
		withTable((table, { body }) => {
			table.update(body.filter, body.data);
			return JSON.stringify(true);
		}),
	);
	app.post(
		`${rows}/upsert`,
		withTable((table, { body }) => {
			table.upsert(body.filter, body.data);
			return JSON.stringify(true);
		}),
	);
}

function describe({ id, name, columns }: Table): object {
	return { id, name, columns };
}

/** A page, and where the next one begins (pagination.service.js). */
function page(all: readonly unknown[], query: Query): object {
	const from =
		query.cursor === undefined
			? { offset: 0, limit: Math.min(Number(query.limit ?? DEFAULT_PAGE), MAX_PAGE) }
			: (JSON.parse(Buffer.from(query.cursor, 'base64').toString()) as {
					offset: number;
					limit: number;
				});
	const offset = from.offset + from.limit;
	const next = Buffer.from(JSON.stringify({ limit: from.limit, offset })).toString('base64');
	return {
		data: all.slice(from.offset, offset),
		nextCursor: all.length > offset ? next : null,
	};
}
