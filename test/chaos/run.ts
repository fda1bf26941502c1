import 'reflect-metadata';
import './support/sourceFirst';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chaos } from './driver';
import type { ChaosOptions } from './driver';
import { progressLine, reportOf, summaryOf } from './report';

const HELP = `npm run chaos -- [--minutes 10] [--rounds N] [--seed 1] [--faults 0.1] [--round N] [--quiet]
Random tasks and operations on all providers, through proxies that break everything.
The same seed does the same things; --round repeats one round of a seed, alone. It ends after the
minutes, or after the rounds if they are over first, and fails if any promise was broken.`;

const OPTIONS = {
	minutes: { type: 'string', default: '10' },
	seed: { type: 'string', default: '1' },
	faults: { type: 'string', default: '0.1' },
	rounds: { type: 'string' },
	round: { type: 'string' },
	quiet: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) return console.log(HELP);
	const seed = Number(values.seed);
	const options: ChaosOptions = {
		seed,
		minutes: Number(values.minutes),
		faultProbability: Number(values.faults),
		...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
		...(values.round !== undefined && { only: Number(values.round) }),
		...(!values.quiet && { onEpoch: (found) => console.log(progressLine(seed, found)) }),
	};
	// Everything temporary goes to a folder of its own, so that leftovers show.
	const folder = mkdtempSync(join(tmpdir(), 'task-status-chaos-'));
	process.env.TMPDIR = folder;
	const found = await chaos(options);
	rmSync(folder, { recursive: true, force: true });
	console.log(reportOf(options, found));
	// For the test, on a line of its own.
	console.log(JSON.stringify(summaryOf(seed, found)));
	process.exit(found.violations.found.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(2);
});
