import 'reflect-metadata';
import '../support/published';

import { performance } from 'node:perf_hooks';
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
	readonly failures: readonly string[];
}

/** What to watch, and whether n8n has just started, which does not look at once. */
export interface Activation extends TriggerSetup {
	readonly mode?: 'activate' | 'init';
}

let trigger: PolledTrigger | undefined;

async function activate({ mode, ...setup }: Activation): Promise<void> {
	trigger = new PolledTrigger(setup);
	await trigger.activate(mode);
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

const US_PER_MS = 1000;

/**
 * The longest turn of the event loop in a tick, in ms. What other programs of the machine take does not
 * count: a turn is as long as its time or the CPU it used, whichever is less.
 */
async function longestTurn(): Promise<number> {
	const polled = trigger as PolledTrigger;
	let [longest, goesOn] = [0, true];
	const watchTurns = async () => {
		let [at, cpu] = [performance.now(), process.cpuUsage()];
		while (goesOn) {
			await setImmediate();
			const { user, system } = process.cpuUsage(cpu);
			const turn = Math.min(performance.now() - at, (user + system) / US_PER_MS);
			longest = Math.max(longest, turn);
			[at, cpu] = [performance.now(), process.cpuUsage()];
		}
	};
	const watched = watchTurns();
	await polled.tick();
	goesOn = false;
	await watched;
	return longest;
}

async function found(): Promise<TriggerFound> {
	const { executions, stored, failures } = trigger as PolledTrigger;
	const ids = executions.flat().map(({ json }) => JSON.stringify(json.ref));
	return await Promise.resolve({
		fired: ids.length,
		firedOnce: new Set(ids).size,
		storedBytes: Buffer.byteLength(stored),
		failures: failures.map(({ message }) => message),
	});
}

async function settle(): Promise<void> {
	globalThis.gc?.();
	await setImmediate();
}

const methods = { activate, tick, longestTurn, found, settle };
export type TriggerMethods = typeof methods;

if (require.main === module) offer(methods);
