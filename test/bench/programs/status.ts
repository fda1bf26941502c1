import 'reflect-metadata';
import '../support/published';

import { setTimeout as sleep } from 'node:timers/promises';

import type { EngineRun } from '../../engine/support/engine';
import { offer } from '../support/remote';
import { runWhole } from '../support/taskStatus';

const SETTLE_MS = 200;

/** Runs Task Status once; the bytes of heap that are still in use afterwards. */
async function run(execution: EngineRun): Promise<number> {
	await runWhole(execution);
	await sleep(SETTLE_MS);
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

const methods = { run };
export type StatusMethods = typeof methods;

if (require.main === module) offer(methods);
