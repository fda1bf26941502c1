import 'reflect-metadata';
import '../support/published';

import { setImmediate } from 'node:timers/promises';

import { PolledTrigger } from '../../engine/support/trigger';
import type { TriggerSetup } from '../../engine/support/trigger';
import { offer } from '../support/remote';
import { timed } from '../support/rounds';

/** What a tick was about. */
export interface Tick {
	readonly ms: number;
	readonly cpuMs: number;
	/** How many tasks fired. */
	readonly fired: number;
}

/** What a trigger has come to. */
export interface TriggerFound {
	/** Tasks that fired, the activation included; and how many different ones. */
	readonly fired: number;
	readonly firedOnce: number;
	/** Of the static data as n8n stores it. */
	readonly storedBytes: number;
	readonly warnings: readonly string[];
	readonly failures: readonly string[];
}

let trigger: PolledTrigger | undefined;

async function activate(setup: TriggerSetup): Promise<void> {
	trigger = new PolledTrigger(setup);
	await trigger.activate();
}

/** One minute later, though without the minute. */
async function tick(): Promise<Tick> {
	const polled = trigger as PolledTrigger;
	let fired = 0;
	const took = await timed(async () => {
		fired = (await polled.tick())?.length ?? 0;
	});
	return { ...took, fired };
}

async function found(): Promise<TriggerFound> {
	const { executions, stored, warnings, failures } = trigger as PolledTrigger;
	const ids = executions.flat().map(({ json }) => JSON.stringify(json.ref));
	return await Promise.resolve({
		fired: ids.length,
		firedOnce: new Set(ids).size,
		storedBytes: Buffer.byteLength(stored),
		warnings,
		failures: failures.map(({ message }) => message),
	});
}

async function settle(): Promise<void> {
	globalThis.gc?.();
	await setImmediate();
}

const methods = { activate, tick, found, settle };
export type TriggerMethods = typeof methods;

if (require.main === module) offer(methods);
