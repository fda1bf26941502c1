import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

import type { ChaosSummary } from './report';

/** The long form: `npm run chaos -- --minutes 10 --seed 1`. */
const PROGRAM = resolve(__dirname, 'run.ts');
/** More than one epoch, so that there is a quiet moment in between in which nothing may be left. */
const ROUNDS = 66;
const MOST_MINUTES = 4;
const PATIENCE_MS = 6 * 60_000;
const LEAST_OPERATIONS = 400;
const LEAST_FAULTS = 60;

interface Ended {
	readonly output: string;
	readonly summary: ChaosSummary;
}

/** A process of its own: jest's is full of other things, and its timers are not ours. */
async function runChaos(seed: number): Promise<Ended> {
	const args = [
		'--seed',
		String(seed),
		'--rounds',
		String(ROUNDS),
		'--minutes',
		String(MOST_MINUTES),
	];
	return await new Promise((done, fail) => {
		execFile(
			process.execPath,
			['--import', 'tsx', PROGRAM, ...args],
			{ cwd: resolve(__dirname, '..', '..'), timeout: PATIENCE_MS, maxBuffer: 64 * 1024 * 1024 },
			(error, stdout, stderr) => {
				const last = stdout.trimEnd().split('\n').at(-1) ?? '';
				if (!last.startsWith('{')) fail(error ?? new Error(stderr));
				else done({ output: stdout, summary: JSON.parse(last) as ChaosSummary });
			},
		);
	});
}

it.each([1, 2, 3])(
	'With seed %i everything keeps its promises, whatever the network does',
	async (seed) => {
		const { output, summary } = await runChaos(seed);
		const violations = output.split('\n').filter((line) => /^VIOLATION|^ {2}replay/.test(line));
		expect(violations).toEqual([]);
		expect(summary).toMatchObject({ seed, violations: 0 });
		expect(summary.operations).toBeGreaterThanOrEqual(LEAST_OPERATIONS);
		expect(summary.faults).toBeGreaterThanOrEqual(LEAST_FAULTS);
	},
	PATIENCE_MS,
);
