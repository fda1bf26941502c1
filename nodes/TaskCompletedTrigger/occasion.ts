import type { IPollFunctions } from 'n8n-workflow';

import { BREAK_MS, CLOSING_MS, QUICK_LOOK_MS, TICK_MS } from './limits';

/** Why n8n polls. */
export type OccasionKind =
	/** A person tests the node. */
	| 'manual'
	/** n8n has started, or this instance leads now. */
	| 'start'
	/** A person activates the workflow. */
	| 'activation'
	| 'tick';

/** Why n8n polls, and for how long it may look. */
export interface Occasion {
	readonly kind: OccasionKind;
	readonly lookMs: number;
	/** Whether the host makes a context for each tick, so that a new one is no new activation. */
	readonly isScheduled: boolean;
}

/** Newer hosts say how long a poll may take (n8n-core's PollContext, seen in 2.40.7). */
type BudgetedContext = IPollFunctions & { readonly getPollBudgetMs?: () => number };

const STARTS: ReadonlySet<string> = new Set(['init', 'leadershipChange']);
const known = new WeakSet<IPollFunctions>();

/**
 * Why n8n polls. It makes a context for an activation, polls with it at once and again at every tick
 * (active-workflows.js in n8n-core 2.8.4). Only with the durable scheduler of newer versions every
 * tick has a context of its own, made with the mode "update", and less time than lies between two
 * ticks (trigger-execution-context.factory.js in 2.40.7).
 */
export function occasionOf(context: IPollFunctions): Occasion {
	const hostMs = (context as BudgetedContext).getPollBudgetMs?.() ?? Number.POSITIVE_INFINITY;
	// n8n does not say when a workflow is deactivated: no poll outlasts the next tick.
	const lookMs = Math.min(hostMs, TICK_MS - BREAK_MS) - CLOSING_MS;
	const isScheduled = hostMs < TICK_MS && context.getActivationMode() === 'update';
	const isFirst = !known.has(context);
	known.add(context);
	if (context.getMode() === 'manual') return { kind: 'manual', lookMs, isScheduled };
	if (!isFirst || isScheduled) return { kind: 'tick', lookMs, isScheduled };
	if (STARTS.has(context.getActivationMode())) return { kind: 'start', lookMs, isScheduled };
	return { kind: 'activation', lookMs: Math.min(lookMs, QUICK_LOOK_MS), isScheduled };
}
