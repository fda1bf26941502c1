import type { IPollFunctions } from 'n8n-workflow';

import { toPollError } from './throwable';
import { wholeFault } from './look/sight';
import type { Sight } from './look/sight';
import type { TriggerMemory } from './state/memory';

/**
 * Tells n8n's log, once, that single tasks could not be looked at while others could. They never
 * make a poll fail, and the manual test shows them.
 */
export function warnOfSingleFaults(
	context: IPollFunctions,
	memory: TriggerMemory,
	sight: Sight,
): void {
	const [fault] = wholeFault(sight) === null ? sight.faults : [];
	if (fault === undefined) {
		memory.warning = null;
		return;
	}
	const { message } = toPollError(context.getNode(), fault.error, fault.secrets);
	const warning = `${sight.faults.length} of ${sight.watched} watched tasks could not be looked at: ${message}`;
	if (warning === memory.warning) return;
	memory.warning = warning;
	context.logger.warn(warning, { nodeName: context.getNode().name });
}
