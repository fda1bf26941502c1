#!/usr/bin/env node
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endRunningSteps } from './n8n/step.mjs';
import { prepare } from './prepare.mjs';

/**
 * `npm start`: from a fresh clone to an n8n with this package, simulated providers, credentials
 * and example workflows. Plain Node until the dependencies are there, TypeScript afterwards.
 */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_LOOK_MS = 1_000;

const log = (line) => process.stdout.write(`${line}\n`);

let demo;
let ending = false;

async function end(exitCode) {
	if (ending) return;
	ending = true;
	endRunningSteps();
	await demo?.stop();
	process.exit(exitCode);
}

async function loadDemo() {
	const { register } = await import('tsx/cjs/api');
	register();
	return createRequire(import.meta.url)('./start/demo.ts');
}

/** npm hands a signal to its shell only, which ends without passing it on. */
function endWithNpm() {
	const parent = process.ppid;
	const look = () => {
		if (process.ppid !== parent) void end(0);
	};
	if (process.env.npm_lifecycle_event !== undefined) setInterval(look, PARENT_LOOK_MS).unref();
}

for (const signal of SIGNALS) process.on(signal, () => void end(0));
endWithNpm();

try {
	await prepare(ROOT, log);
	const { startDemo } = await loadDemo();
	demo = await startDemo(log);
	if (!ending) {
		await demo.ended;
		if (!ending) throw new Error('n8n has ended by itself');
	}
} catch (error) {
	if (!ending) {
		process.stderr.write(`\n${error.message}\n`);
		await end(1);
	}
}
