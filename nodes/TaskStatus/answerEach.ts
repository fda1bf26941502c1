import { setMaxListeners } from 'node:events';

import { openOnce } from '../host/openOnce';
import { toNodeError } from '../host/toNodeError';
import { mapConcurrently } from '../task/mapConcurrently';
import type { TaskRef } from '../task/task';
import { readOptions } from './options';
import { outputOf } from './outputs';
import { perItem } from './perItem';
import { createRefReader } from './refs';
import { toolItem } from './toolItem';
import type { Answer, Opened, PlacedItem, RoutedItem, Run, Turn } from './turn';

/** Opens what the items share, for requests that may take so long each (ms). */
export type Open<Session extends Opened> = (run: Run, requestTimeoutMs: number) => Promise<Session>;

/**
 * Answers each item by itself. An item's error is its own where the node continues on errors;
 * otherwise the first one ends the run.
 * @param limit items that may be under way at the same time
 * @throws {NodeError} the first error, unless the node continues on errors
 */
export async function answerEach<Session extends Opened>(
	run: Run,
	open: Open<Session>,
	answer: (turn: Turn<Session>) => Promise<readonly PlacedItem[]>,
	limit: number = run.maxConcurrency,
): Promise<readonly Answer[]> {
	const { context, items, provider } = run;
	const over = new AbortController();
	const signal = executionSignal(run, over.signal);
	const sessions = openOnce(async (timeoutMs: number) => await open(run, timeoutMs));
	const optionsOf = perItem(context, 'options', {}, readOptions);
	const refOf = createRefReader(context, provider);
	const answerOne = async (index: number): Promise<Answer> => {
		let session: Session | null = null;
		let ref: TaskRef | null = null;
		try {
			const options = optionsOf(index);
			session = await sessions.open(options.requestTimeoutMs);
			ref = refOf(index);
			const input = items[index] ?? { json: {} };
			const placed = await answer({ ...run, session, options, index, input, ref, signal });
			return { kind: 'items', items: placed.map((one) => route(run, one)) };
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, session?.secretsOf(ref) ?? [], index);
			if (!context.continueOnFail() || signal.aborted) throw nodeError;
			return { kind: 'error', error: nodeError };
		}
	};
	try {
		return await mapConcurrently(items, limit, async (_item, index) => await answerOne(index));
	} finally {
		over.abort();
		await sessions.close();
	}
}

/** @throws {Error} for an outcome without an output, which no provider may give */
function route({ asTool, outputs }: Run, { outcome, item }: PlacedItem): RoutedItem {
	return { output: outputOf(outcome, outputs), item: asTool ? toolItem(item) : item };
}

/** Fires when the execution is stopped, or with `over`. */
function executionSignal({ context }: Run, over: AbortSignal): AbortSignal {
	const stop = context.getExecutionCancelSignal();
	const signal = stop === undefined ? over : AbortSignal.any([stop, over]);
	setMaxListeners(0, signal);
	return signal;
}
