#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

/**
 * `npm test`: every check there is, from a fresh clone. All of them run, whatever fails before;
 * the last line counts them: a check without tests of its own counts as one.
 */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const CHECKS = [
	{ title: 'Types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
	{ title: 'Lint', command: 'npm', args: ['run', '--silent', 'lint'] },
];

/** End to end last: it takes the longest, and means little when the others fail. */
const SUITES = ['unit', 'engine', 'e2e'];

const log = (line) => process.stdout.write(`${line}\n`);

/** Runs a command with its output on the console; resolves to whether it succeeded. */
function run(command, args) {
	return new Promise((resolve) => {
		const shell = process.platform === 'win32';
		const child = spawn(command, args, {
			cwd: ROOT,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell,
		});
		child.on('error', () => resolve(false));
		child.on('close', (code) => resolve(code === 0));
	});
}

async function runCheck({ title, command, args }) {
	log(`\n── ${title}`);
	const passed = await run(command, args);
	log(passed ? `${title}: passed` : `${title}: FAILED`);
	return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

async function runSuite(suite) {
	log(`\n── Tests: ${suite}`);
	const folder = await mkdtemp(join(tmpdir(), 'task-status-tests-'));
	const report = join(folder, 'report.json');
	const args = ['jest', `test/${suite}/`, '--json', `--outputFile=${report}`];
	try {
		const succeeded = await run('npx', args);
		const counts = await readCounts(report);
		// A suite that ran no test, or died before it could report, has failed.
		const died = (!succeeded && counts.failed === 0) || counts.passed + counts.failed === 0;
		return died ? { ...counts, failed: counts.failed + 1 } : counts;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** jest counts a file that cannot be loaded as a failed suite without tests. */
async function readCounts(report) {
	try {
		const result = JSON.parse(await readFile(report, 'utf8'));
		const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
		return { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
	} catch {
		return { passed: 0, failed: 0 };
	}
}

try {
	await prepare(ROOT, log);
} catch (error) {
	log(`\n${error.message}\n\n0 passed, 1 failed`);
	process.exit(1);
}
const counts = [];
for (const check of CHECKS) counts.push(await runCheck(check));
for (const suite of SUITES) counts.push(await runSuite(suite));
const sum = (key) => counts.reduce((total, count) => total + (count[key] ?? 0), 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exit(sum('failed') === 0 ? 0 : 1);
