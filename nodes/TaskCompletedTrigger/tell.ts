import { toNodeError } from '../host/toNodeError';
import type { NodeError } from '../host/toNodeError';
import type { Poll, PollSetting } from './currentPoll';
import { isHopeless, isPermanent } from './faults';
import type { Fault } from './faults';
import { TELL_AGAIN_MS, TOLERATED_MS } from './limits';
import type { Look } from './lookAt';
import { serverOf } from './memory';
import type { Server } from './memory';

/**
 * Notes a fault of a server, or of the list of tasks, and tells n8n if that is due: one that somebody
 * has to mend at once, a passing one when it lasts. At activation a passing one is kept to itself.
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
	const server = serverOf(memory, name);
	const now = clock.now();
	server.failingSince ??= now;
	const lasts = isPermanent(error) || now - server.failingSince >= TOLERATED_MS;
	if (!lasts || (server.toldAt !== null && now - server.toldAt < TELL_AGAIN_MS)) return null;
	server.toldAt = now;
	const told = toNodeError(context.getNode(), error, secrets);
	if (isActivation) return told;
	try {
		context.__emitError(told);
		return null;
	} catch {
		return told;
	}
}

/** Tells a fault that is the server's own; one it answered others in spite of is not. */
export function tellLook(poll: Poll, name: string, { answered, faults }: Look): void {
	const server = serverOf(poll.memory, name);
	const fault = faults.find(({ error }) => isPermanent(error)) ?? faults[0];
	if (fault === undefined || isOfTask(server, answered, fault.error)) {
		logFault(poll, faults[0]);
		return;
	}
	// Somebody has to act: until the next poll nothing will change.
	if (isPermanent(fault.error)) server.refusal = fault;
	if (poll.occasion.kind !== 'activation') poll.thrown ??= tellFault(poll, name, fault);
}

/** Whether a fault is a single task's own: others were answered, or may be at this moment. */
function isOfTask({ hasAnswered, asking }: Server, answered: number, error: unknown): boolean {
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
