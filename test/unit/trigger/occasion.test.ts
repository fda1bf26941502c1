import type { IPollFunctions } from 'n8n-workflow';
import { occasionOf } from '../../../nodes/TaskCompletedTrigger/occasion';

interface Host {
	mode?: 'manual' | 'trigger';
	activation?: string;
	budgetMs?: number;
}

/** What an occasion is told from, as n8n 2.8.4 and 2.40.7 make it. */
function context({ mode = 'trigger', activation = 'init', budgetMs }: Host): IPollFunctions {
	return {
		getMode: () => mode,
		getActivationMode: () => activation,
		...(budgetMs !== undefined && { getPollBudgetMs: () => budgetMs }),
	} as unknown as IPollFunctions;
}

describe('why n8n polls', () => {
	it.each(['init', 'activate', 'update', 'leadershipChange'])(
		'is an activation (%s) at the first poll of a context, then a tick',
		(activation) => {
			const poll = context({ activation });
			expect(occasionOf(poll)).toEqual({ kind: 'activation', budgetMs: 10_000 });
			expect(occasionOf(poll)).toEqual({ kind: 'tick', budgetMs: 43_000 });
			expect(occasionOf(poll)).toEqual({ kind: 'tick', budgetMs: 43_000 });
		},
	);

	it('uses the budget of a newer host without a scheduler', () => {
		const poll = context({ activation: 'update', budgetMs: 300_000 });
		expect(occasionOf(poll)).toEqual({ kind: 'activation', budgetMs: 10_000 });
		expect(occasionOf(poll)).toEqual({ kind: 'tick', budgetMs: 298_000 });
	});

	it('is a tick for each context of the durable scheduler', () => {
		const host = { activation: 'update', budgetMs: 36_000 };
		expect(occasionOf(context(host))).toEqual({ kind: 'tick', budgetMs: 34_000 });
		expect(occasionOf(context(host))).toEqual({ kind: 'tick', budgetMs: 34_000 });
	});

	it('is a manual test in the editor', () => {
		expect(occasionOf(context({ mode: 'manual' })).kind).toBe('manual');
	});
});
