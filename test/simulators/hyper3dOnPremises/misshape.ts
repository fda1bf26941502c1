import type { TaskBehaviour } from './behaviour';
import type { StatusMessage } from './statusMessage';

/** What a client gets in place of the right message: fields missing, replaced, or far too long. */
export function misshape(message: StatusMessage, behaviour: TaskBehaviour): unknown {
	if ('replacePayload' in behaviour) return behaviour.replacePayload;
	const shaped: Record<string, unknown> = { ...message, ...behaviour.overrideFields };
	for (const field of behaviour.omitFields) delete shaped[field];
	if (behaviour.padBytes > 0) shaped.padding = 'x'.repeat(behaviour.padBytes);
	return shaped;
}

/**
 * The event's arguments. The vendor's Python sample reads the payload from the third one
 * (seeds/000), its JavaScript sample from the first.
 */
export function eventArguments(payload: unknown, behaviour: TaskBehaviour): unknown[] {
	return [...['scheduler', 'status'].slice(0, behaviour.payloadArgument), payload];
}
