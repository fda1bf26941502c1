import { randomBytes } from 'node:crypto';

import {
	answer,
	bearer,
	iso,
	status,
	turning,
	words,
	type Call,
	type Json,
	type Service,
} from './service';
import { submitting } from './simulator';
import type { Look } from './taskDesk';

const problem = (code: number, type: string, message: string) =>
	answer(code, { error: { type, message } });
const NOT_FOUND = problem(404, 'record-not-found', 'Actor run was not found');
const needsToken = bearer(
	problem(401, 'user-or-token-not-found', 'User was not found or token is not valid'),
);
const life = words('status', 'READY', 'RUNNING');
const ended = (word: string, more: Json = {}): Json => ({ status: word, ...more });
const ROWS = [{ title: 'one' }, { title: 'two' }, { title: 'three' }];

function run({ task, moment, isLast }: Look, { now, headers }: Call): Json {
	const isOver = isLast && !/^(READY|RUNNING|.*ING)$/.test(String(moment['status']));
	const data = {
		id: task.id,
		actId: 'acme',
		startedAt: iso(task.submittedAt),
		finishedAt: isOver ? iso(task.endedAt ?? now) : null,
		statusMessage: null,
		exitCode: null,
		defaultDatasetId: `ds${task.id}`,
		// Only for who shows the token.
		...(headers.authorization !== undefined && { usageUsd: { ACTOR_COMPUTE_UNITS: 0.01 } }),
		...moment,
	};
	return { data };
}

/** Pages by `offset` and `limit`; the total is in a header, the body is a bare list. */
function items({ tasks, params, query }: Call) {
	const { id = '', dataset = '' } = params;
	const rows = tasks.result(id || dataset.replace(/^ds/, ''))?.body;
	const list: unknown[] = Array.isArray(rows) ? rows : [];
	const offset = Number(query['offset'] ?? 0);
	const limit = Number(query['limit'] ?? 1000);
	return answer(200, list.slice(offset, offset + limit), {
		'x-apify-pagination-total': String(list.length),
		'x-apify-pagination-offset': String(offset),
		'x-apify-pagination-limit': String(limit),
		'x-apify-pagination-count': String(Math.min(limit, list.length - offset)),
	});
}

const start = submitting((look, call) => answer(201, run(look, call)));

/** Apify's runs: the id is the secret, so that asking for a run needs no token. */
export const apify: Service = {
	name: 'apify',
	origins: ['https://api.apify.com'],
	refuse: (call) =>
		/^\/v2\/actor-runs\/\w+(\?|$)/.test(call.url) && call.headers.authorization === undefined
			? null
			: needsToken(call),
	newId: () => randomBytes(9).toString('hex').slice(0, 17),
	lives: {
		done: {
			end: 'succeeded',
			moments: [...life, ended('SUCCEEDED', { statusMessage: 'Finished', exitCode: 0 })],
			result: { body: ROWS },
		},
		// A run that succeeded may have found nothing.
		empty: { end: 'succeeded', moments: [...life, ended('SUCCEEDED')], result: { body: [] } },
		failed: {
			end: 'failed',
			moments: [...life, ended('FAILED', { statusMessage: 'Blocked by the site', exitCode: 1 })],
		},
		timedOut: { end: 'failed', moments: [...life, ...words('status', 'TIMING-OUT', 'TIMED-OUT')] },
		canceled: { end: 'canceled', moments: words('status', 'ABORTING', 'ABORTED') },
		// A finished run can be started again under its id.
		resurrected: { end: 'running', moments: words('status', 'FAILED', 'RUNNING') },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /v2/actors/:actor/runs': start,
		'POST /v2/acts/:actor/runs': start,
		'GET /v2/actor-runs/:id': status(run, NOT_FOUND),
		'POST /v2/actor-runs/:id/abort': turning('canceled', run, NOT_FOUND),
		'GET /v2/actor-runs/:id/dataset/items': items,
		'GET /v2/datasets/:dataset/items': items,
	},
	ref: (runId) => ({ runId }),
};
