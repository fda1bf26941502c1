import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { NodeError } from '../host/toNodeError';
import type { TaskSession } from '../host/openSession';
import type { TaskProvider } from '../providers/provider';
import type { TaskOutcome } from '../task/states';
import type { TaskRef } from '../task/task';
import type { TaskStatusOptions } from './options';

/** One execution of the node over all its input items. */
export interface Run {
	readonly context: IExecuteFunctions;
	readonly provider: TaskProvider;
	readonly items: readonly INodeExecutionData[];
	/** How many requests may be under way at the same time. */
	readonly maxConcurrency: number;
	readonly asTool: boolean;
	/** How many outputs the node has. */
	readonly outputs: number;
}

/** What an operation opens for all items: a provider's session, or n8n's Data Tables. */
export interface Opened {
	/** Every text that must not show in a message about the given task. */
	secretsOf(ref: TaskRef | null): readonly string[];
	close(): Promise<void>;
}

/** One item's turn in a run, with what the author set for it. */
export interface Turn<Session extends Opened = TaskSession> extends Run {
	readonly session: Session;
	readonly options: TaskStatusOptions;
	readonly index: number;
	readonly input: INodeExecutionData;
	readonly ref: TaskRef;
	/** Fires when the execution is stopped, or over: after the first error nothing may go on. */
	readonly signal: AbortSignal;
}

/** An item on its way to the output of an outcome. */
export interface PlacedItem {
	readonly outcome: TaskOutcome;
	readonly item: INodeExecutionData;
}

/** An item on its way to an output, by its number. */
export interface RoutedItem {
	readonly output: number;
	readonly item: INodeExecutionData;
}

/** What became of an input item: items of its own, or an error. */
export type Answer =
	| { readonly kind: 'items'; readonly items: readonly RoutedItem[] }
	| { readonly kind: 'error'; readonly error: NodeError };

/** An operation answers all items of a run, in their order. */
export type Operation = (run: Run) => Promise<readonly Answer[]>;
