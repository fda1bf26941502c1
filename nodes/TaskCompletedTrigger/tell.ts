import { toNodeError } from '../host/toNodeError';
import type { NodeError } from '../host/toNodeError';
import type { Channel } from './channel';
import type { Poll, PollSetting } from './currentPoll';
import { isHopeless, isPermanent, noteFault } from './faults';
import type { Fault } from './faults';
import type { Look } from './lookAt';
import { healthOf } from './memory';

/**
 * Notes a fault of a provider, or of the list of tasks, and tells n8n if that is due. At activation a
 * passing one is kept to itself.
 * @param name whose fault it is
 * @returns what the poll is to end with, where n8n is not told in mid-poll: a tick that throws would
 *   keep newer hosts from polling for half an hour (poll-backoff-policy.js, 2.40.7)
 */
export function tellFault(
	{ context, clock, memory, occasion }: PollSetting,
	name: string,
	{ error, secrets }: Fault,
): NodeError | null {
	const isActivation = occasion.kind === 'activation';
	if (isActivation && !isPermanent(error)) return null;
	if (!noteFault(healthOf(memory, name), error, clock.now())) return null;
	const told = toNodeError(context.getNode(), error, secrets);
	if (isActivation) return told;
	try {
		context.__emitError(told);
		return null;
	} catch {
		return told;
	}
}

/** Tells a fault that is the provider's own; one it answered others in spite of is not. */
export function tellLook(poll: Poll, channel: Channel, { answered, faults }: Look): void {
	const { provider } = channel;
	const fault = faults.find(({ error }) => isPermanent(error)) ?? faults[0];
	if (fault === undefined || isOfTask(channel, answered, fault.error)) {
		logFault(poll, faults[0]);
		return;
	}
	// Somebody has to act: until the next poll nothing will change.
	if (isPermanent(fault.error)) channel.refusal = fault;
	if (poll.occasion.kind === 'activation') return;
	poll.thrown ??= tellFault(poll, provider.name, fault);
}

/** Whether a fault is a single task's own: others were answered, or may be at this moment. */
function isOfTask({ hasAnswered, asking }: Channel, answered: number, error: unknown): boolean {
	if (answered > 0) return true;
	return (hasAnswered || asking.size > 0) && isPermanent(error) && !isHopeless(error);
}

/** Tells n8n's log, once, that a task could not be looked at while others could. */
function logFault({ context, memory }: Poll, fault: Fault | undefined): void {
	const node = context.getNode();
	const message = fault ? toNodeError(node, fault.error, fault.secrets).message : null;
	if (message === memory.warning) return;
	memory.warning = message;
	if (message === null) return;
	context.logger.warn(`A watched task could not be looked at: ${message}`, { nodeName: node.name });
}
