import { setMaxListeners } from 'node:events';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { openSession } from '../host/openSession';
import type { TaskSession } from '../host/openSession';
import { toNodeError } from '../host/toNodeError';
import type { NodeError } from '../host/toNodeError';
import { findProvider } from '../providers';
import type { TaskAnswer, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { mapConcurrently } from '../task/mapConcurrently';
import { failOnWarning } from '../task/task';
import type { TaskRef } from '../task/task';
import type { TaskOutcome } from '../task/states';
import { errorItem } from './items';
import { readOptions } from './options';
import type { TaskStatusOptions } from './options';
import { ERROR_OUTCOME, OUTCOMES, countOutputs } from './outputs';
import { createRefReader } from './refs';

/** An item on its way to an output. */
export interface PlacedItem {
	readonly outcome: TaskOutcome;
	readonly item: INodeExecutionData;
}

/** One execution of the node over all its input items. */
export interface Run {
	readonly context: IExecuteFunctions;
	readonly session: TaskSession;
	readonly options: TaskStatusOptions;
	readonly asTool: boolean;
	/** Fires when the execution is stopped, or over: after the first error nothing may go on. */
	readonly signal: AbortSignal;
	readonly items: readonly INodeExecutionData[];
}

/** An operation answers all items of a run, each with items of its own or with an error. */
export type Operation = (run: Run) => Promise<ReadonlyArray<readonly PlacedItem[] | NodeError>>;

/**
 * Runs an operation with an open session and spreads its items over the outputs.
 * @throws {NodeError} the first error, unless the node continues on errors
 */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const asTool = isTool(context);
	const answers = await answerItems(context, operation, items, asTool);
	const outputs = Array.from(
		{ length: countOutputs(context.getNode().parameters, asTool) },
		(): INodeExecutionData[] => [],
	);
	const place = (outcome: TaskOutcome, item: INodeExecutionData) =>
		(outputs[OUTCOMES.indexOf(outcome)] ?? outputs[0])?.push(item);
	answers.forEach((answer, index) => {
		if (Array.isArray(answer)) {
			(answer as readonly PlacedItem[]).forEach(({ outcome, item }) => place(outcome, item));
		} else {
			place(ERROR_OUTCOME, errorItem(answer as NodeError, index));
		}
	});
	return outputs;
}

/** A session that cannot be opened is every item's error. */
async function answerItems(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly INodeExecutionData[],
	asTool: boolean,
): ReturnType<Operation> {
	const stop = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const over = new AbortController();
	const signal = AbortSignal.any([stop, over.signal]);
	setMaxListeners(0, signal);
	let session: TaskSession | undefined;
	try {
		const options = readOptions(context);
		session = await openSession(context, readProvider(context), options.requestTimeoutMs);
		return await operation({ context, session, options, asTool, signal, items });
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, session?.secretsOf(null) ?? [], 0);
		if (!context.continueOnFail() || signal.aborted) throw nodeError;
		return items.map(() => nodeError);
	} finally {
		over.abort();
		await session?.close();
	}
}

/** How many requests of a run may be under way at the same time. */
export function maxConcurrency({ options, session }: Run): number {
	return Math.min(options.maxConcurrency, session.provider.maxConcurrency);
}

/**
 * Answers each item by itself. An item's error is its own where the node continues on errors;
 * otherwise the first one ends the run.
 * @param limit items that may be under way at the same time
 */
export async function answerEach(
	run: Run,
	answer: (ref: TaskRef, index: number) => Promise<readonly PlacedItem[]>,
	limit: number = maxConcurrency(run),
): ReturnType<Operation> {
	const { context, session, signal, items } = run;
	const readRef = createRefReader(context, session.provider);
	return await mapConcurrently(items, limit, async (_item, index) => {
		let ref: TaskRef | null = null;
		try {
			ref = readRef(index);
			return await answer(ref, index);
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, session.secretsOf(ref), index);
			if (!context.continueOnFail() || signal.aborted) throw nodeError;
			return nodeError;
		}
	});
}

/** The task, with a warning as a failure where the author wants that. */
export async function getTask(
	{ session, options }: Run,
	ref: TaskRef,
	signal: AbortSignal,
): Promise<TaskAnswer> {
	const answer = await session.getTask(ref, signal);
	return options.treatWarningsAsFailure ? { ...answer, task: failOnWarning(answer.task) } : answer;
}

/** The provider that the author has chosen. */
export function readProvider(context: IExecuteFunctions): TaskProvider {
	const name = context.getNodeParameter('provider', 0) as string;
	const provider = findProvider(name);
	if (provider !== undefined) return provider;
	throw new TaskRequestError('input', `There is no provider "${name}"`, {
		description: 'Choose a provider from the list.',
	});
}

/** n8n makes the tool of a node a node type of its own, named after it. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
