import fc from 'fast-check';

import type { Description } from '../../../nodes/providers/described/description';
import { exchangesOf } from '../../../nodes/providers/described/exchangeOf';
import { linksIn } from '../../../nodes/providers/described/links';
import { readStatus, readVerdict, toTask } from '../../../nodes/providers/described/reading';
import { replicate } from '../../../nodes/providers/described/services/replicate';
import * as services from '../../../nodes/providers/described/services';
import type { HttpAnswer } from '../../../nodes/providers/shared/httpAnswer';
import { TaskRequestError } from '../../../nodes/task/errors';
import { headers, httpStatus, spoiled } from '../properties/arbitraries';
import { expectValidTask } from '../properties/validTask';

/** For each service; together about a thousand. */
const RUNS = { numRuns: 40 };
const identity = { provider: 'p', taskId: 't', ref: {}, checkedAt: new Date(Date.UTC(2026, 0, 1)) };

/** An answer that holds something at every plain path of a description, to be spoiled. */
function likely(description: Description): unknown {
	const body: Record<string, unknown> = {};
	const words = JSON.stringify(description).matchAll(
		/"(?:path|message|code|total|done|error)":"([\w.]+)"/g,
	);
	for (const [, path = ''] of words) {
		let at = body;
		const names = path.split('.');
		for (const name of names.slice(0, -1)) {
			const next = at[name];
			const child =
				typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
			at[name] = child;
			at = child;
		}
		at[names.at(-1) ?? ''] ??= 'completed';
	}
	return body;
}

function expectTaskOrError(description: Description, answer: HttpAnswer, second: HttpAnswer): void {
	for (const exchange of exchangesOf(description)) {
		try {
			const first = readStatus(exchange, answer);
			const finding =
				first.state === 'succeeded' && exchange.verdict !== undefined
					? readVerdict(exchange.verdict, first, second)
					: first;
			const { task, retryAfterMs = 0 } = toTask(description, exchange, finding, identity);
			expectValidTask(task);
			expect(retryAfterMs).toBeGreaterThanOrEqual(0);
			expect(() => linksIn(task.result)).not.toThrow();
		} catch (error) {
			if (!(error instanceof TaskRequestError)) throw error;
			expect(error.message.trim()).not.toBe('');
			expect(error.message).not.toMatch(/undefined|\[object/);
		}
	}
}

describe.each(Object.values(services).map((service) => [service.displayName, service] as const))(
	'%s: any answer is a valid task or a clear error',
	(_name, service) => {
		it('for spoiled and foreign JSON', () => {
			const bodies = fc.oneof(spoiled(likely(service)), fc.jsonValue());
			fc.assert(
				fc.property(bodies, bodies, httpStatus, headers, (body, other, status, given) => {
					const answer = { status, headers: given, bodyKind: 'json', host: 'h' } as const;
					expectTaskOrError(service, { ...answer, body }, { ...answer, body: other });
				}),
				RUNS,
			);
		});

		it.each([200, 404, 500])('HTTP %i with a foreign page is never a state', (status) => {
			const answer = {
				status,
				headers: {},
				bodyKind: 'other',
				body: undefined,
				host: 'h',
			} as const;
			for (const exchange of exchangesOf(service)) {
				expect(() => readStatus(exchange, answer)).toThrow(TaskRequestError);
			}
		});

		it.each([[{}], [{ hello: 'world' }], [[]], [null], ['ok'], [{ detail: 'Sign in' }]])(
			'%j is never a state',
			(body) => {
				const answer = { status: 200, headers: {}, bodyKind: 'json', body, host: 'h' } as const;
				for (const exchange of exchangesOf(service)) {
					expect(() => readStatus(exchange, answer)).toThrow(TaskRequestError);
				}
			},
		);

		it('an unknown word is neither a success nor a failure', () => {
			const word = 'constructor';
			const said = JSON.parse(
				JSON.stringify(likely(service)).replaceAll('completed', word),
			) as unknown;
			const answer = { status: 200, headers: {}, bodyKind: 'json', body: said, host: 'h' } as const;
			for (const exchange of exchangesOf(service)) {
				let state = 'unknown';
				try {
					({ state } = readStatus(exchange, answer));
				} catch (error) {
					expect(error).toBeInstanceOf(TaskRequestError);
				}
				// What the description tells by something else than a word.
				if (exchange.state?.every((rule) => 'words' in rule)) expect(state).toBe('unknown');
			}
		});
	},
);

it('a huge and deep answer is a task like any other', () => {
	const deep: unknown = JSON.parse(`${'{"a":'.repeat(60)}"https://x/a.png"${'}'.repeat(60)}`);
	const body = { status: 'succeeded', output: Array.from({ length: 20_000 }, () => deep) };
	const answer = { status: 200, headers: {}, bodyKind: 'json', body, host: 'h' } as const;
	const { task } = toTask(replicate, replicate, readStatus(replicate, answer), identity);
	expect(task.state).toBe('succeeded');
	expect(linksIn(task.result)).toHaveLength(1);
});
