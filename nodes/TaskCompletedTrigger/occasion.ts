import type { IPollFunctions } from 'n8n-workflow';

import { ASSUMED_BUDGET_MS, BUDGET_RESERVE_MS, QUICK_LOOK_MS } from './limits';

/** Why n8n polls, and how long that may take. */
export interface Occasion {
	readonly kind: 'manual' | 'activation' | 'tick';
	readonly budgetMs: number;
}

/** Newer hosts say how long a poll may take (n8n-core's PollContext, seen in 2.40.7). */
type BudgetedContext = IPollFunctions & { readonly getPollBudgetMs?: () => number };

/** What n8n 2.40.7 answers where no scheduler limits the poll; that host keeps its contexts. */
const UNLIMITED_BUDGET_MS = 300_000;

const seen = new WeakSet<IPollFunctions>();

/**
 * Why n8n polls. It does not say so: it makes a context for an activation, polls with it at once
 * and again at every tick (active-workflows.js in n8n-core 2.8.4). Only with the durable scheduler
 * of newer versions every tick has a context of its own, made with the mode "update" and a budget
 * (trigger-execution-context.factory.js in 2.40.7).
 */
export function occasionOf(context: IPollFunctions): Occasion {
	const hostBudgetMs = (context as BudgetedContext).getPollBudgetMs?.();
	const budgetMs = (hostBudgetMs ?? ASSUMED_BUDGET_MS) - BUDGET_RESERVE_MS;
	if (context.getMode() === 'manual') return { kind: 'manual', budgetMs };
	const isFirst = !seen.has(context);
	seen.add(context);
	const isScheduled =
		hostBudgetMs !== undefined &&
		hostBudgetMs !== UNLIMITED_BUDGET_MS &&
		context.getActivationMode() === 'update';
	if (!isFirst || isScheduled) return { kind: 'tick', budgetMs };
	return { kind: 'activation', budgetMs: Math.min(budgetMs, QUICK_LOOK_MS) };
}
