import type { IPollFunctions } from 'n8n-workflow';

import { faultClassOf } from './look/sight';
import type { Fault } from './look/sight';
import type { Occasion } from './occasion';
import { countTick, isTold, NO_FAULTS } from './state/faults';
import type { FaultStreak } from './state/faults';
import type { TriggerMemory } from './state/memory';
import { toPollError } from './throwable';

/** The poll that may have a fault to tell. */
export interface Teller {
	readonly context: IPollFunctions;
	readonly occasion: Occasion;
	readonly memory: TriggerMemory;
}

/**
 * Counts a poll without news, and throws its fault when that is due. At activation an error keeps
 * n8n from activating the workflow: a passing one is kept to itself.
 * @throws {NodeError}
 */
export function tell(teller: Teller, fault: Fault | null): void {
	const { context, occasion, memory } = teller;
	const isActivation = occasion.kind === 'activation';
	if (fault !== null && isActivation && faultClassOf(fault.error) === 'passing') return;
	memory.faults = nextStreak(teller, fault);
	if (fault === null || !isTold(memory.faults)) return;
	throw toPollError(context.getNode(), fault.error, fault.secrets);
}

/** Whether more looks in this poll are pointless, because somebody has to act. */
export function isPointless(teller: Teller, fault: Fault | null, sawAny: boolean): boolean {
	if (fault === null || faultClassOf(fault.error) === 'passing') return false;
	return !sawAny || isTold(nextStreak(teller, fault));
}

function nextStreak({ occasion, memory }: Teller, fault: Fault | null): FaultStreak {
	const before = occasion.kind === 'activation' ? NO_FAULTS : memory.faults;
	return countTick(before, fault === null ? null : faultClassOf(fault.error));
}
