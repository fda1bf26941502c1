import type { Channel } from './channel';
import type { Poll } from './currentPoll';
import { isPermanent, noteFault } from './faults';
import type { Fault } from './faults';
import type { Look } from './lookAt';
import { healthOf } from './memory';
import { toPollError } from './throwable';

/**
 * Notes a fault of a provider, or of the list of tasks, and tells it if that is due. At activation
 * the poll may end with it: a passing one is kept to itself.
 * @param name whose fault it is
 * @param isAll whether nothing else is watched: then the poll ends with it
 */
export function tellFault(
	poll: Poll,
	name: string,
	{ error, secrets }: Fault,
	isAll: boolean,
): void {
	const { context, clock, memory, occasion, turn } = poll;
	if (occasion.kind === 'activation' && !isPermanent(error)) return;
	if (!noteFault(healthOf(memory, name), error, clock.now())) return;
	const thrown = toPollError(context.getNode(), error, secrets);
	if (isAll || occasion.kind === 'activation' || !emitError(poll, thrown)) {
		poll.thrown ??= thrown;
		if (isAll) turn.stop();
	}
}

/** Hosts that do not take an error in mid-poll throw. */
function emitError({ context }: Poll, error: Error): boolean {
	try {
		context.__emitError(error);
		return true;
	} catch {
		return false;
	}
}

/** Tells a fault that is the provider's own; one it answered others in spite of is not. */
export function tellLook(poll: Poll, channel: Channel, { answered, faults }: Look): void {
	const { provider } = channel;
	const fault = faults.find(({ error }) => isPermanent(error)) ?? faults[0];
	if (answered > 0 || fault === undefined) {
		logFault(poll, faults[0]);
		return;
	}
	// Somebody has to act: until the next poll nothing will change.
	if (isPermanent(fault.error)) channel.refusal = fault;
	if (poll.occasion.kind === 'activation') return;
	tellFault(poll, provider.name, fault, poll.channels.size === 1);
}

/** Tells n8n's log, once, that a task could not be looked at while others could. */
function logFault({ context, memory }: Poll, fault: Fault | undefined): void {
	const node = context.getNode();
	const message = fault ? toPollError(node, fault.error, fault.secrets).message : null;
	if (message === memory.warning) return;
	memory.warning = message;
	if (message === null) return;
	context.logger.warn(`A watched task could not be looked at: ${message}`, { nodeName: node.name });
}
