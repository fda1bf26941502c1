import type { IncomingHttpHeaders } from 'node:http';

import type { Look, TaskDesk } from './taskDesk';

/** Any JSON object: what vendors send is data here. */
export type Json = Readonly<Record<string, unknown>>;

/** An answer over HTTP: text goes out as it is, anything else as JSON; default 200. */
export interface Answer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** The state Task Status must come to by the fact sheet; the names are those of the contract. */
export type End =
	| 'succeeded'
	| 'failed'
	| 'canceled'
	| 'notFound'
	| 'actionRequired'
	| 'queued'
	| 'running'
	| 'unknown';

/**
 * What becomes of a task: the changing part of the vendor's answer at each step, in order; the last
 * one stays, `gone` is a task the vendor has forgotten. In texts `{id}` is the task's id and `{base}` the service's address here.
 */
export interface Life {
	readonly end: End;
	readonly moments: readonly Json[];
	/** What a second request (result, files) gives, where the service has one. */
	readonly result?: Answer;
	/** A success of which Task Status must say what is wrong with it. */
	readonly warns?: boolean;
	/** Identifiers that this life needs beside the id, by the names of Task Status. */
	readonly ref?: Readonly<Record<string, string>>;
}

/** One request to a service, its key already accepted. */
export interface Call {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: IncomingHttpHeaders;
	readonly body: Json;
	/** The raw text after the service's prefix, with the query. */
	readonly url: string;
	/** The service's address here, without a slash at the end. */
	readonly base: string;
	readonly tasks: TaskDesk;
	/** Milliseconds by the simulator's clock. */
	readonly now: number;
}

export type Handler = (call: Call) => Answer | Json;

/** A service as its vendor documents it. */
export interface Service {
	/** The `provider` value. */
	readonly name: string;
	/** The vendor's addresses, which the SDKs have built in; the first is the API's own. */
	readonly origins: readonly string[];
	/** Null if the key (and whatever else every request needs) is right, else the vendor's refusal. */
	readonly refuse: (call: Call) => Answer | null;
	readonly newId: () => string;
	readonly lives: Readonly<Record<string, Life>>;
	/** By method and path of fastify, as in `GET /v1/jobs/:id`. */
	readonly routes: Readonly<Record<string, Handler>>;
	/** The secrets in Task Status's credential; default `{ apiKey: KEY }`. */
	readonly credential?: Readonly<Record<string, string>>;
	/** The identifiers of Task Status for a task. */
	readonly ref: (id: string, base: string) => Readonly<Record<string, string>>;
}

/** The key every service accepts here. */
export const KEY = 'simulated-service-key';

/** Refuses a request unless a header has exactly this value. */
export function header(name: string, value: string, refusal: Answer): Service['refuse'] {
	return ({ headers }) => (headers[name] === value ? null : refusal);
}

/** `Authorization: Bearer …`. */
export const bearer = (refusal: Answer): Service['refuse'] =>
	header('authorization', `Bearer ${KEY}`, refusal);

/** An answer of another status than 200. */
export const answer = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer => ({
	status,
	body,
	headers,
});

/** The address of a file that the simulator serves to anybody, as a presigned link does. */
export const file = (name: string): string => `{base}/files/{id}/${name}?signature=presigned`;

/** Steps that differ in one word only. */
export const words = (key: string, ...list: string[]): Json[] =>
	list.map((word) => ({ [key]: word }));

/** ISO 8601 of milliseconds since the epoch. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** Whole seconds since the epoch. */
export const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A look at a task: the answer made of it, or the vendor's way to say that there is none. */
export const status =
	(
		show: (look: Look, call: Call) => Answer | Json,
		notFound: Answer,
		idOf: (call: Call) => string | undefined = ({ params }) => params['id'],
	): Handler =>
	(call) => {
		const look = call.tasks.look(idOf(call));
		return look === undefined ? notFound : show(look, call);
	};

/** A request that gives a task another life, a cancel as a rule. */
export const turning =
	(life: string, show: (look: Look, call: Call) => Answer | Json, notFound: Answer): Handler =>
	(call) => {
		const look = call.tasks.turn(call.params['id'], life);
		return look === undefined ? notFound : show(look, call);
	};
