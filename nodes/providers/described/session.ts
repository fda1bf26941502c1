import { systemClock } from '../../task/clock';
import type { TaskRef } from '../../task/task';
import type { ProviderHost, ProviderSession, TaskAnswer } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';
import { DescribedClient } from './client';
import type { Description } from './description';
import { exchangeOf, identityOf, taskIdOf } from './exchangeOf';
import { MAX_RESULT_BYTES, NOT_VISIBLE_PAUSE_MS } from './limits';
import { readStatus, readVerdict, toTask } from './reading';
import { readResults } from './results';

/** The questions of one execution to one described service. */
export function connect(host: ProviderHost, description: Description): ProviderSession {
	const client = new DescribedClient(host, description);
	/** The status answer that each task was read from: results are read from it as well. */
	const statuses = new WeakMap<() => unknown, HttpAnswer>();
	/** Tasks that were seen: they are not found only when they are gone. */
	const seen = new Set<string>();

	const look = async (ref: TaskRef, signal: AbortSignal): Promise<TaskAnswer> => {
		const exchange = exchangeOf(description, ref);
		const answer = await client.getStatus(ref, signal);
		let finding = readStatus(exchange, answer);
		if (finding.state === 'succeeded' && exchange.verdict !== undefined) {
			const { verdict } = exchange;
			const subject = { ref, status: answer };
			// Its answer holds the result.
			const second = await client.send(verdict.request, subject, signal, MAX_RESULT_BYTES);
			finding = readVerdict(verdict, finding, second);
		}
		const identity = {
			provider: description.name,
			taskId: taskIdOf(description, ref),
			ref,
			checkedAt: host.now(),
		};
		const raw = () => answer.body;
		statuses.set(raw, answer);
		return { ...toTask(description, exchange, finding, identity), raw };
	};

	const getTask = async (ref: TaskRef, signal: AbortSignal): Promise<TaskAnswer> => {
		const identity = identityOf(description, ref);
		const tolerated = seen.has(identity) ? 0 : (description.notFoundTolerance ?? 0);
		for (let misses = 0; ; misses++) {
			const answer = await look(ref, signal);
			if (answer.task.state !== 'notFound') seen.add(identity);
			else if (misses < tolerated) {
				await systemClock.sleep(NOT_VISIBLE_PAUSE_MS, signal);
				continue;
			}
			return answer;
		}
	};

	return {
		getTask,
		getResults: async (answer, signal) => {
			const { ref } = answer.task;
			let status = statuses.get(answer.raw);
			let { task } = answer;
			// Asked for again, when a link has expired: only a new answer has fresh ones.
			if (status === undefined) {
				const fresh = await look(ref, signal);
				({ task } = fresh);
				status = statuses.get(fresh.raw);
			}
			statuses.delete(answer.raw);
			if (status === undefined) return { kind: 'data', result: task.result };
			return await readResults(client, exchangeOf(description, ref), task, status, signal);
		},
		close: async () => await Promise.resolve(),
	};
}
