import type { IPollFunctions } from 'n8n-workflow';

import { toPollError } from './throwable';
import { wholeFault } from './look/sight';
import type { Sight } from './look/sight';
import type { TriggerMemory } from './state/memory';

/**
 * Tells n8n's log, once, that single tasks could not be looked at while others could, or that there
 * is no time for all. Neither ever makes a poll fail, and the manual test shows the faults.
 * @param isOutOfTime whether the whole time of a poll was not enough for this look
 */
export function warn(
	context: IPollFunctions,
	memory: TriggerMemory,
	sight: Sight,
	isOutOfTime: boolean,
): void {
	const warning =
		ofSingleFaults(context, sight) ?? (isOutOfTime && sight.missed > 0 ? ofTime(sight) : null);
	if (warning === memory.warning) return;
	memory.warning = warning;
	if (warning !== null) context.logger.warn(warning, { nodeName: context.getNode().name });
}

function ofSingleFaults(context: IPollFunctions, sight: Sight): string | null {
	const [fault] = wholeFault(sight) === null ? sight.faults : [];
	if (fault === undefined) return null;
	const { message } = toPollError(context.getNode(), fault.error, fault.secrets);
	return `${sight.faults.length} of ${sight.watched} watched tasks could not be looked at: ${message}`;
}

/** Without the number of those that were missed, which is another one each time. */
function ofTime({ watched }: Sight): string {
	return `One poll has no time for all ${watched} watched tasks: each begins where the last one stopped. Raise Max Concurrency, or watch fewer tasks.`;
}
